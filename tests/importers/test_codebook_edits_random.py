"""Random edits of random codebooks: whatever is not edited stays, comments above all."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.codebook import Code, Codebook, Direction, Example, Find, Link, Status
from qualkit.core.token_patterns import canonical_pattern
from qualkit.importers.codebook import parse_codebook
from qualkit.importers.codebook_edits import (
    add_code,
    bump_version,
    order_code,
    set_code_fields,
    set_theme_fields,
)

words = st.lists(
    st.sampled_from(
        ["case", "Élan", "no", "12", "a: b", "#x", "it's", 'say "x"', "{y}", "😀", "- z"]
    ),
    min_size=1,
    max_size=14,
)
texts = words.map(" ".join)
paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n".join)
lists = st.lists(texts, max_size=3).map(tuple)
PATTERN = canonical_pattern([{"LEMMA": {"IN": ["né", 'a: "b"', "#x"]}}, {"OP": "+", "LENGTH": 3}])
values = st.fixed_dictionaries(
    {},
    optional={
        "name": texts,
        "brief": texts | st.just(""),
        "definition": paragraphs | st.just(""),
        "use_when": lists,
        "not_when": lists,
        "examples": st.lists(texts.map(Example), max_size=2).map(tuple),
        "links": st.lists(st.builds(Link, texts, lists), max_size=2).map(tuple),
        "find": st.builds(Find, lists, lists, lists, st.sampled_from([(), (PATTERN,)])),
        "direction": st.sampled_from([None, *Direction]),
        "status": st.sampled_from([Status.ACTIVE, Status.DRAFT, Status.RETIRED]),
        "codable": st.booleans(),
        "colour": st.sampled_from(["", "#E69F00"]),
    },
)


@st.composite
def books(draw):
    """Lines of a codebook as people might write it, each with its owner."""
    counter = iter(range(10_000))
    lines: list[tuple[str, str]] = [("# c-head", "comment"), ("qualkit_codebook: 1", "top")]
    pad, gap = " " * draw(st.integers(0, 3)), " " * draw(st.integers(1, 3))
    key_pad = pad + " " + gap
    sprinkle = st.sampled_from([0, 0, 0, 1, 2])

    def between():
        for _ in range(draw(sprinkle)):
            comment = f"{draw(st.sampled_from([pad, key_pad]))}# c{next(counter)}"
            lines.append((draw(st.sampled_from(["", comment])), "comment"))

    lines.append(("codes:", "top"))
    for number in range(draw(st.integers(1, 3))):
        between()
        code_id = f"k{number}"
        fields = {"id": f"{code_id}", "name": f"N{number}"} | draw(hand_written)
        keys = draw(st.permutations(list(fields)))
        if draw(st.booleans()) and all("\n" not in fields[key] for key in keys):
            body = ", ".join(f"{key}: {fields[key]}" for key in keys)
            lines.append((f"{pad}-{gap}{{{body}}}   # c{next(counter)}", f"{code_id}/flow"))
            continue
        for place, key in enumerate(keys):
            lead = f"{pad}-{gap}" if place == 0 else key_pad
            if place:
                between()
            first, *rest = fields[key].split("\n")
            owner = f"{code_id}/{key}"
            lines.append((f"{lead}{key}: {first}".rstrip(), owner))
            for line in rest:
                own = "comment" if line.lstrip().startswith("#") else owner
                line = line.replace("#", f"# c{next(counter)}") if own == "comment" else line
                lines.append((key_pad + line if line else line, own))
    between()
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    end = draw(st.sampled_from(["", ending]))
    return lines, ending, end


BRIEFS = ["plain text", "'single'", '"double: x"', "''", ">\n  folded"]
DEFINITIONS = [">\n  folded\n  text", "|\n  one\n\n  two", "plain\n  more", "~"]
DEFINITIONS += [">-   # why\n    deep"]
LISTS = ["[a, 'b']", "\n- a\n- b", "\n  # x\n  - a\n  # y\n  - 'b'", "[]"]
LISTS += ["\n  - >\n    f\n  - g", "\n  -   a\n  -   b"]
EXAMPLES = ["[x, {text: z}]", "\n  - text: a\n    source: synthetic\n  - b"]
LINKS = ["[{instrument: a}]", "\n  - instrument: a\n    # x\n    subscales: [b]"]
FINDS = ["{words: [a]}", "\n  words:\n  - a\n  # x\n  patterns: []"]

hand_written = st.fixed_dictionaries(
    {},
    optional={
        "brief": st.sampled_from(BRIEFS),
        "definition": st.sampled_from(DEFINITIONS),
        "use_when": st.sampled_from(LISTS),
        "not_when": st.sampled_from(LISTS),
        "examples": st.sampled_from(EXAMPLES),
        "links": st.sampled_from(LINKS),
        "find": st.sampled_from(FINDS),
        "status": st.sampled_from(["active", "draft"]),
        "colour": st.just('"#000000"'),
    },
)


def bare(line):
    """A line without what an edit above it may have to move: its indentation and dash."""
    return re.sub(r"^\s*(?:-\s+)?", "", line)


def is_subsequence(few, many):
    rest = iter(many)
    return all(line in rest for line in few)


@settings(max_examples=120, deadline=None)
@given(books(), st.integers(0, 2), values)
def test_random_edits_of_fields_keep_every_other_line_and_every_comment(book, number, new):
    lines, ending, end = book
    text = ending.join(line for line, _ in lines) + end
    before = parse_codebook(text)
    target = before.codes[number % len(before.codes)]
    after = set_code_fields(text, target.id, **new)
    intended = replace(target, **new)
    assert parse_codebook(after).code(target.id) == intended
    assert [c for c in parse_codebook(after).codes if c.id != target.id] == [
        c for c in before.codes if c.id != target.id
    ]
    if intended == target:
        assert after is text
    edited = {f"{target.id}/{key}" for key in new} | {f"{target.id}/flow"}
    kept = [bare(line) for line, owner in lines if owner not in edited and owner != "comment"]
    assert is_subsequence(kept, [bare(line) for line in after.split(ending)])
    comments = [line.strip() for line, owner in lines if owner == "comment" and line.strip()]
    found = [line.strip() for line in after.split(ending) if line.strip().startswith("# c")]
    assert sorted(found) == sorted(comments)
    assert after.endswith(("\n", "\r\n")) == bool(end) or ("", "comment") in lines
    assert after.count("\n") == after.count(ending)


@settings(max_examples=60, deadline=None)
@given(books(), values)
def test_random_new_codes_leave_every_line_as_it_is(book, new):
    lines, ending, end = book
    text = ending.join(line for line, _ in lines) + end
    code = Code(**{"id": "zz", "name": "Z", **new})
    after = add_code(text, code)
    assert is_subsequence(text.split(ending), after.split(ending))
    assert parse_codebook(after) == Codebook(codes=(*parse_codebook(text).codes, code))
    assert bump_version(after).replace("version: 2" + ending, "") == after


@settings(max_examples=60, deadline=None)
@given(books(), st.integers(0, 2), st.integers(0, 3))
def test_random_moves_of_codes_keep_every_line_and_every_comment(book, number, target):
    lines, ending, end = book
    text = ending.join(line for line, _ in lines) + end
    ids = [code.id for code in parse_codebook(text).codes]
    moved, before = ids[number % len(ids)], [*ids, ""][target % (len(ids) + 1)]
    after = order_code(text, moved, before)
    rest = [each for each in ids if each != moved]
    at = rest.index(before) if before in rest else len(rest)
    wanted = ids if before == moved else [*rest[:at], moved, *rest[at:]]
    assert [code.id for code in parse_codebook(after).codes] == wanted
    kept = sorted(line for line in text.split(ending) if line.strip())
    assert sorted(line for line in after.split(ending) if line.strip()) == kept


THEMES = """\
# head
qualkit_codebook: 1
themes:
  # the first
  - id: a      # never changed
    name: A
    statement: >
      One
      two.   # no remark
  - {id: b, name: 'B', aliases: [x]}   # flow
codes: []   # none
"""


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["a", "b"]),
    st.fixed_dictionaries(
        {},
        optional={
            "name": texts,
            "statement": paragraphs | st.just(""),
            "definition": paragraphs | st.just(""),
            "aliases": lists,
        },
    ),
)
def test_random_edits_of_themes_keep_the_other_theme_and_every_comment(theme, new):
    after = set_theme_fields(THEMES, theme, **new)
    before = parse_codebook(THEMES)
    intended = [replace(t, **new) if t.id == theme else t for t in before.themes]
    assert list(parse_codebook(after).themes) == intended
    for comment in ("# head", "# the first", "# never changed", "# flow", "# none"):
        assert after.count(comment) == 1
