// The grade as a seal.
export function Seal({ grade, small = false }: { readonly grade: string | null; readonly small?: boolean }) {
  const classes = ["seal", small ? "seal-small" : "", grade === null ? "seal-none" : ""].filter((name) => name !== "").join(" ");
  return (
    <span className={classes}>
      <span>{grade ?? "—"}</span>
    </span>
  );
}
