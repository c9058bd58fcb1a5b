"""Words that every format of a report prints alike."""

from __future__ import annotations

from qualkit.core.blocks import Prompt, Quotation
from qualkit.core.quotes import Quote
from qualkit.exporters.cells import one_line, xml_text

TO_WRITE = "To be written:"
COUNTER = "Counter-example:"
PARAPHRASE = "Paraphrase:"
_IN_BRACKETS = ("(", ")")


def attribution(quote: Quote) -> str:
    """The attribution in brackets, "" where there is none."""
    label = one_line(quote.attribution)
    if not label:
        return ""
    return label if (label[0], label[-1]) == _IN_BRACKETS else f"({label})"


def lines(quote: Quote) -> tuple[str, ...]:
    """The words of a quotation: one line of one speaker, or an exchange with its labels."""
    return tuple(line for line in xml_text(quote.text()).split("\n") if line.strip())


def label_over(block: Quotation) -> str:
    """What stands over a quotation that is not like the others; "" for most."""
    said = [COUNTER] if block.counter else []
    # Where the attribution says already that it is one, once is enough.
    if block.quote.paraphrased and "paraphrase" not in block.quote.attribution.casefold():
        said.append(PARAPHRASE)
    return " ".join(said)


def mend(prompt: Prompt) -> str:
    """Where a prompt is answered, as one line."""
    return one_line(prompt.mend)
