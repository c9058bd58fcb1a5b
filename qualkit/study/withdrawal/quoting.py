"""What researchers wrote, without the words of a person that it quotes."""

from __future__ import annotations

from qualkit.core.withdrawing import MARK, Words
from qualkit.storage.database import Database

# Kind of thing as people call it, its table, key and the columns that people write.
_WRITTEN = (
    ("memo", "memo_version", "id", ("body",)),
    ("decision", "adjudication", "id", ("reason",)),
    ("meeting item", "meeting_item", "id", ("heading", "decision", "reason")),
    ("meeting", "meeting", "id", ("title",)),
    ("note on joint displays", "joint_note", "id", ("body",)),
    ("reason for looking", "unblinding", "id", ("reason",)),
    ("proposal", "proposal", "id", ("why",)),
    ("finding", "finding", "id", ("replacement", "wider")),
    ("paraphrase", "paraphrase", "id", ("body",)),
    ("export", "export_record", "id", ("reason",)),
    ("note at closing", "closing", "id", ("note",)),
    ("selection", "selection", "id", ("name",)),
    ("text of the report", "report_text", "id", ("body",)),
    ("topic guide", "question", "id", ("body",)),
)
# In YAML a scalar that begins with a square bracket is a list.
YAML_MARK = "(withdrawn)"
_YAML = (
    ("codebook version", "codebook_version", "fingerprint", ("content",)),
    ("text of the codebook", "codebook_text", "id", ("content",)),
    ("draft code", "draft_code", "id", ("content",)),
)


def redact_written(database: Database, words: Words) -> dict[str, int]:
    """Put a mark where what is stored quotes the person; kind of thing to how many did."""
    found: dict[str, int] = {}
    for mark, tables in ((MARK, _WRITTEN), (YAML_MARK, _YAML)):
        for kind, table, key, columns in tables:
            listed = ", ".join((key, *columns))
            for row_id, *texts in database.fetch(f"SELECT {listed} FROM {table}"):
                now = [words.without(text, mark) for text in texts]
                if now == texts:
                    continue
                found[kind] = found.get(kind, 0) + 1
                sets = ", ".join(f"{name} = :{name}" for name in columns)
                values = dict(zip(columns, now, strict=True))
                database.execute(
                    f"UPDATE {table} SET {sets} WHERE {key} = :row", {**values, "row": row_id}
                )
    return found
