// A password that can be shown while it is typed; the switch is a button with a name.
import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useState } from "react";
import { useWords } from "../language/language-provider.tsx";

type PasswordInputProps = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: "current-password" | "new-password";
  readonly autoFocus?: boolean;
};

export function PasswordInput({ value, onChange, ...rest }: PasswordInputProps) {
  const words = useWords();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeInvisibleOutlined : EyeOutlined;
  return (
    <Input
      {...rest}
      type={shown ? "text" : "password"}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      maxLength={200}
      required
      size="large"
      suffix={
        <button
          type="button"
          className="plain-button password-switch"
          aria-label={shown ? words.session.hidePassword : words.session.showPassword}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon aria-hidden="true" />
        </button>
      }
    />
  );
}
