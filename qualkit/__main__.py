"""`python -m qualkit` is the command `qualkit`."""

from __future__ import annotations

from qualkit.cli.main import main

if __name__ == "__main__":
    main()
