// The pages' policy lets no text become code. The schema library tries that once where it is not told, which the policy reports as an attempt.
import { config } from "zod";

config({ jitless: true });
