"""The screens about who spoke: what each agreed to, what left, the gate, and a withdrawal."""
