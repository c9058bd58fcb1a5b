"""The fields of study.yaml itself: title, team, database; its groups have modules of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from qualkit.config import attribution, consent, sources
from qualkit.config.attribution import AttributionSettings
from qualkit.config.consent import ConsentSettings
from qualkit.config.sources import SourceSettings
from qualkit.errors import SettingsError
from qualkit.strictfields import Fields, quoted
from qualkit.strictyaml import Document, Node, parse, read_text

FORMAT = 1
APPROACHES = ("codebook", "coding reliability", "reflexive")
JOURNALS = ("wal", "delete")
ROLES = ("coder", "lead", "consensus")
LAYERS = ("final", "consensus", "union")
DEFAULT_DATABASE = "study.db"
DEFAULT_ROUND = "1"
MINIMUM_CELL = 5
LEAST_MINIMUM_CELL = 3
KNOWN = (
    "round",
    "qualkit_study",
    "id",
    "title",
    "approach",
    "database",
    "journal",
    "roster",
    "coders",
    "quotes",
    "survey",
    "attribution",
    "consent",
    "sources",
)

_SURVEY = ("minimum_cell", "may_quote")

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
INITIALS = re.compile(r"[^\W_][\w.-]{0,15}")
_SCHEME = re.compile(r"([A-Za-z][\w+.-]*)://")


@dataclass(frozen=True, slots=True)
class CoderSettings:
    """A member of the team as study.yaml names them; `role` is one of `ROLES`."""

    initials: str
    name: str = ""
    role: str = "coder"
    steward: bool = False
    """Whether they look after the data: whoever may read what the participants really said."""


@dataclass(frozen=True, slots=True)
class QuoteSettings:
    """How quotations leave the study.

    `layer` is one of `LAYERS`, a coder's initials, or ""; `profile` is for whom, unless an export
    says otherwise: team, commissioner or public.
    """

    layer: str = ""
    profile: str = consent.AUDIENCES[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """All that study.yaml says. `file` is where it was read from."""

    file: Path
    """The study.yaml itself; its folder is the study."""
    id: str
    """A slug, given once."""
    title: str
    approach: str = "codebook"
    """One of `APPROACHES`."""
    database: str = DEFAULT_DATABASE
    """A path inside the study, or a postgresql:// address without a password."""
    journal: str = "wal"
    """`wal`, or `delete` for folders that are synchronised between computers."""
    roster: str | None = None
    """A path inside the study, only for an invented roster; None is the usual place outside."""
    round: str = DEFAULT_ROUND
    """The round of coding that is going on: what is coded now belongs to it."""
    coders: tuple[CoderSettings, ...] = ()
    quotes: QuoteSettings = field(default_factory=QuoteSettings)
    minimum_cell: int = MINIMUM_CELL
    """Groups of fewer people have no figures in what is shown and written of the survey."""
    survey_quotes: str = ""
    """How respondents agreed to be quoted, one of `consent.SCOPES`; "" where nobody has said."""

    attribution: AttributionSettings = field(default_factory=AttributionSettings)
    consent: ConsentSettings = field(default_factory=ConsentSettings)
    sources: SourceSettings = field(default_factory=SourceSettings)

    @property
    def folder(self) -> Path:
        """The study's folder."""
        return self.file.parent

    @property
    def on_server(self) -> bool:
        """Whether the database is a team's, reached over the network."""
        return "://" in self.database


def load_settings(path: Path) -> Settings:
    """The settings in a study.yaml, or SettingsError with the line of what is wrong."""
    hint = "Make a study with: qualkit init DIR, or name one with --study DIR."
    return parse_settings(read_text(path, SettingsError, hint), path)


def parse_settings(text: str, file: Path) -> Settings:
    """The settings in the text of `file`."""
    document = parse(text, file.name, SettingsError)
    fields = Fields(document, document.root, "study.yaml", KNOWN)
    fields.format("qualkit_study", FORMAT)
    coders = _coders(fields)
    return Settings(
        file=file,
        id=_slug(fields),
        title=" ".join(fields.text("title", required=True).split()),
        approach=fields.choice("approach", APPROACHES) or "codebook",
        database=_database(fields),
        journal=fields.choice("journal", JOURNALS) or "wal",
        roster=_inside(fields, "roster") or None,
        round=fields.text("round") or DEFAULT_ROUND,
        coders=coders,
        quotes=_quotes(document, fields.given("quotes"), coders),
        minimum_cell=_minimum_cell(document, fields.given("survey")),
        survey_quotes=_survey_quotes(document, fields.given("survey")),
        attribution=attribution.read(document, fields.given("attribution")),
        consent=consent.read(document, fields.given("consent")),
        sources=sources.read(document, fields.given("sources")),
    )


def _slug(fields: Fields) -> str:
    slug = fields.text("id", required=True)
    if not SLUG.fullmatch(slug):
        hint = "Use lower-case letters, digits and hyphens: id: my-study"
        fields.fail("id", f"the id '{slug}' is not a plain word", hint)
    return slug


def _inside(fields: Fields, key: str) -> str:
    path = fields.text(key)
    parts = path.replace("\\", "/").split("/")
    if path and (":" in parts[0] or not parts[0] or parts[0] == "~" or ".." in parts):
        fields.fail(key, f"the path '{path}' leads out of the study", "Name a file inside it.")
    return "/".join(parts)


def wrong_address(address: str) -> tuple[str, str] | None:
    """What is wrong with the address of a team's database, and its mending; None where nothing."""
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[1] != "postgresql":
        kind = f"databases of the kind {scheme[1]}:// are" if scheme else f"'{address}' is"
        return f"{kind} not supported", "Write the name of a file, or postgresql://user@host/name"
    place, _, query = address[scheme.end() :].partition("?")
    user, at, _ = place.rpartition("@")
    if (at and ":" in user) or re.search(r"(?:^|&)\w*password=", query, re.IGNORECASE):
        hint = "Take it out; keep it in ~/.pgpass or in the environment variable PGPASSWORD."
        return "the address of the database holds a password", hint
    if not place.rpartition("@")[2].partition("/")[2]:
        return "the address does not name a database", "Write postgresql://user@host/name"
    return None


def _database(fields: Fields) -> str:
    address = fields.text("database") or DEFAULT_DATABASE
    scheme = _SCHEME.match(address)
    if scheme is None:
        path = _inside(fields, "database") or DEFAULT_DATABASE
        if path.endswith("/"):
            fields.fail("database", f"'{path}' is a folder", f"Write {path}{DEFAULT_DATABASE}")
        return path
    if wrong := wrong_address(address):
        fields.fail("database", *wrong)
    return address


def _coders(fields: Fields) -> tuple[CoderSettings, ...]:
    found: dict[str, tuple[CoderSettings, int]] = {}
    for node in fields.items("coders"):
        coder = _coder(fields.document, node)
        key = coder.initials.casefold()
        if key in found:
            message = f"the coder {coder.initials} is named twice (first in line {found[key][1]})"
            fields.document.fail(node.line, message, "Give each coder initials of their own")
        found[key] = coder, node.line
    return tuple(coder for coder, _ in found.values())


def _coder(document: Document, node: Node) -> CoderSettings:
    coder = Fields(document, node, "a coder", ("initials", "name", "role", "steward"))
    initials = coder.text("initials", required=True)
    if not INITIALS.fullmatch(initials):
        hint = "Use up to 16 letters and digits, without spaces: initials: AB"
        coder.fail("initials", f"'{initials}' are no initials", hint)
    name = " ".join(coder.text("name").split())
    return CoderSettings(
        initials, name, coder.choice("role", ROLES) or "coder", coder.boolean("steward", False)
    )


def _quotes(
    document: Document, node: Node | None, coders: tuple[CoderSettings, ...]
) -> QuoteSettings:
    if node is None:
        return QuoteSettings()
    quotes = Fields(document, node, "quotes", ("layer", "profile"))
    initials = [coder.initials for coder in coders]
    layer = quotes.choice("layer", [*LAYERS, *initials])
    profile = quotes.choice("profile", consent.AUDIENCES) or QuoteSettings().profile
    return QuoteSettings(layer, profile)


def _survey_quotes(document: Document, node: Node | None) -> str:
    if node is None:
        return ""
    return Fields(document, node, "survey", _SURVEY).choice("may_quote", consent.SCOPES)


def _minimum_cell(document: Document, node: Node | None) -> int:
    if node is None:
        return MINIMUM_CELL
    survey = Fields(document, node, "survey", _SURVEY)
    least = survey.integer("minimum_cell", MINIMUM_CELL)
    if least < LEAST_MINIMUM_CELL:
        message = f"a minimum cell of {least} protects nobody; the least is {LEAST_MINIMUM_CELL}"
        hint = f"Write `minimum_cell: {LEAST_MINIMUM_CELL}` or more; {MINIMUM_CELL} is usual."
        survey.fail("minimum_cell", message, hint)
    return least


def settings_text(
    title: str,
    id: str,  # noqa: A002 (the field's name in the file)
    *,
    approach: str = "codebook",
    coders: tuple[CoderSettings, ...] = (),
    database: str = DEFAULT_DATABASE,
) -> str:
    """The study.yaml of a new study, with comments that say what can be written there."""
    text = f"""\
qualkit_study: {FORMAT}
id: {quoted(id)}
title: {quoted(" ".join(title.split()))}

# How you work: {", ".join(APPROACHES)}.
# Agreement figures belong to coding reliability; a reflexive study can do without them.
approach: {approach}

# Where codings are kept: a file in this folder, or, for a team, postgresql://user@host/name
# (never with a password: that belongs in ~/.pgpass).
database: {quoted(database)}

# For a folder that is synchronised between computers, take the # away:
# journal: delete

# The round of coding that is going on, such as calibration or main:
# round: "1"

# Groups of fewer respondents have no figures in what is shown of the survey:
# survey: {{minimum_cell: {MINIMUM_CELL}}}

# Who works on the study. Roles: {", ".join(ROLES)}.
"""
    return text + _coder_lines(coders)


def _coder_lines(coders: tuple[CoderSettings, ...]) -> str:
    if not coders:
        return "# coders:\n#   - {initials: AB, name: A. Bee, role: lead}\n"
    lines = ["coders:"]
    for coder in coders:
        name = f", name: {quoted(coder.name, flow=True)}" if coder.name else ""
        initials = quoted(coder.initials, flow=True)
        lines.append(f"  - {{initials: {initials}{name}, role: {coder.role}}}")
    return "\n".join(lines) + "\n"
