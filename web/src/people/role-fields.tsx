// A role and where it is granted.
import { Select } from "antd";
import type { AccountView, UnitView } from "../../../src/app/http/contract-people.ts";
import { useWords } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { unitOptions } from "../units/unit-tree.ts";

export type RoleName = AccountView["grants"][number]["role"];
export type WantedRole = { readonly role: RoleName | null; readonly unitId: string };

type RoleFieldsProps = {
  readonly value: WantedRole;
  readonly units: readonly UnitView[];
  readonly onChange: (value: WantedRole) => void;
};

export function RoleFields({ value, units, onChange }: RoleFieldsProps) {
  const words = useWords();
  const roles = Object.entries(words.roles).map(([role, label]) => ({ value: role as RoleName, label }));
  return (
    <div className="field-pair">
      <Field label={words.people.people.role}>
        {(control) => (
          <Select<RoleName | null>
            {...control}
            value={value.role}
            options={roles}
            onChange={(role) => onChange({ ...value, role })}
            showSearch={{ optionFilterProp: "label" }}
          />
        )}
      </Field>
      <Field label={words.people.people.at}>
        {(control) => <UnitSelect {...control} value={value.unitId} units={units} onChange={(unitId) => onChange({ ...value, unitId })} />}
      </Field>
    </div>
  );
}

type UnitSelectProps = {
  readonly id: string;
  readonly value: string;
  readonly units: readonly UnitView[];
  readonly onChange: (unitId: string) => void;
};

export function UnitSelect({ value, units, onChange, ...rest }: UnitSelectProps) {
  return (
    <Select<string>
      {...rest}
      value={value}
      options={unitOptions(units)}
      onChange={onChange}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
    />
  );
}
