"""The screens: they turn keys into calls of the study and show what comes back."""
