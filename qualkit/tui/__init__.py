"""The screens. The only package that imports textual; it knows only `study`, core and errors."""
