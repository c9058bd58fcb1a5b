"""Every error that qualkit raises on purpose.

QualkitError                 anything below; exit code 2 (the user's) unless said otherwise
├── StudyError               the folder is no study, or not one that can be opened
│   ├── SettingsError        study.yaml is wrong: names file and line
│   └── StoreError           the database is damaged, locked, newer, read-only or full
├── InputError               a file from outside is wrong: names file and, where known, row
├── CodebookError            the codebook is wrong: names file and line
├── NotFoundError            a document, code, coder or coding that does not exist
├── RefusedError             a rule of the study forbids what was asked
├── GateError                the export gate refused: carries its findings
└── InternalError            our own fault (exit code 1)
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    """All was done."""
    OUR_FAULT = 1
    """qualkit failed; the message asks for a report."""
    USERS_FAULT = 2
    """Something that was given cannot be used; the message says what to do."""
    FINDINGS = 3
    """The work was done and found something (`check`, `verify`, `check-tables`)."""


class QualkitError(Exception):
    """An error with a message for a person, a hint that mends it and an exit code."""

    exit_code: ExitCode = ExitCode.USERS_FAULT

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StudyError(QualkitError):
    """The folder is no study, or not one that can be opened."""


class SettingsError(StudyError):
    """study.yaml is wrong."""


class StoreError(StudyError):
    """The study's database cannot be used: damaged, locked, newer, read-only or full."""


class InputError(QualkitError):
    """A file from outside cannot be used."""


class CodebookError(QualkitError):
    """The codebook breaks one of its rules."""


class NotFoundError(QualkitError):
    """A document, code, coder or coding that does not exist."""


class RefusedError(QualkitError):
    """A rule of the study forbids what was asked."""


class GateError(QualkitError):
    """The export gate refused; `findings` says why, one line each."""

    def __init__(self, message: str, findings: tuple[str, ...], hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.findings = findings


class InternalError(QualkitError):
    """Our own fault."""

    exit_code = ExitCode.OUR_FAULT
