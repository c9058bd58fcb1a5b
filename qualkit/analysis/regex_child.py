"""Matches a regular expression in a process of its own, which can be stopped (see patience.py).

Run as a script. The first line of its input is [pattern, flags]; each further one a list of
texts, answered by a line [[number of the text, start, end], ...].
"""

from __future__ import annotations

import json
import re
import sys


def main() -> None:
    """Answer line by line until the input ends."""
    source, flags = json.loads(sys.stdin.readline())
    pattern = re.compile(source, flags)
    for line in sys.stdin:
        found = [
            [number, *match.span()]
            for number, text in enumerate(json.loads(line))
            for match in pattern.finditer(text)
            if match.end() > match.start()
        ]
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
