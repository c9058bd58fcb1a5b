"""The screens of joint displays: survey and interviews side by side, and what stands behind."""
