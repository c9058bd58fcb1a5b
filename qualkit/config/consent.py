"""`consent:` in study.yaml: what the forms that participants signed let them agree to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qualkit.strictfields import Fields
from qualkit.strictyaml import Document, Node, Scalar
from qualkit.strictyaml import Mapping as Group

SCOPES = ("verbatim", "paraphrase", "none")
AUDIENCES = ("team", "commissioner", "public")
_KNOWN = ("forms",)
_FORM = ("may_quote", "may_link", "audience", "since")


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """A version of the consent form: what holds for whoever signed it, unless their row says less.

    `may_quote` is one of `SCOPES` ("": the form says nothing); `audience` is the widest circle,
    one of `AUDIENCES`, that a quotation may reach. `since` is the day from which it was used
    (None: nobody has said), so that a date before it is known to be wrong.
    """

    version: str
    may_quote: str = ""
    may_link: bool = False
    audience: str = AUDIENCES[-1]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentSettings:
    """The forms that were used, by version as participants.csv names them."""

    forms: Mapping[str, ConsentForm] = field(default_factory=dict)


def read(document: Document, node: Node | None) -> ConsentSettings:
    """What `consent:` says; no form where it is missing."""
    if node is None:
        return ConsentSettings()
    forms = Fields(document, node, "consent", _KNOWN).given("forms")
    if forms is None:
        return ConsentSettings()
    if not isinstance(forms, Group):
        document.fail(forms.line, "the forms must be fields like `v1: {may_quote: verbatim}`")
    return ConsentSettings(
        {p.key.value: _form(document, p.key.value, p.value) for p in forms.pairs}
    )


def _form(document: Document, version: str, node: Node) -> ConsentForm:
    fields = Fields(document, node, f"the consent form {version}", _FORM)
    return ConsentForm(
        version,
        fields.choice("may_quote", SCOPES),
        fields.boolean("may_link", False),
        fields.choice("audience", AUDIENCES) or AUDIENCES[-1],
        _since(fields),
    )


def _since(fields: Fields) -> date | None:
    node = fields.given("since")
    # A day is what YAML takes it for: no quotation marks are asked for.
    said = node.value if isinstance(node, Scalar) else ""
    if node is None or (not said and isinstance(node, Scalar)):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        fields.fail("since", f"'{said}' is no date", "Write it as since: 2025-09-01")
