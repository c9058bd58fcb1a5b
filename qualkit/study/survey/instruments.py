"""The keys a study can score with: its own in codebook/instruments/, then those that come along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualkit.core.instrument import Instrument
from qualkit.errors import InputError, NotFoundError, QualkitError, RefusedError
from qualkit.importers.instruments import load_instrument
from qualkit.study.session import Session, did_you_mean
from qualkit.study.textfiles import private_folder
from qualkit.survey.shipped import shipped_keys

_MASLACH = 22
"""Items of the Maslach inventories for human services and for educators, which share a key."""


def folder(session: Session) -> Path:
    """Where a study keeps keys of its own."""
    return session.path / "codebook" / "instruments"


def own_files(session: Session) -> tuple[Path, ...]:
    """The study's own files of keys."""
    if not folder(session).is_dir():
        return ()
    return tuple(sorted(folder(session).glob("*.yaml")))


def instruments(session: Session) -> tuple[Instrument, ...]:
    """Every key there is: the study's own, then the shipped ones it does not replace."""
    own = own_instruments(session)
    replaced = {key.id for key in own}
    shipped = (load_instrument(path) for path in shipped_keys() if path.stem not in replaced)
    return (*own, *shipped)


def own_instruments(session: Session) -> tuple[Instrument, ...]:
    """The keys in the study's folder; InputError with the line of the first that is wrong."""
    found: dict[str, Path] = {}
    read = []
    for path in own_files(session):
        key = check_instrument(path)
        if key.id in found:
            raise InputError(
                f"{path.name} and {found[key.id].name} both have the id {key.id}",
                f"give one of them another `id`, in {folder(session)}",
            )
        found[key.id] = path
        read.append(key)
    return tuple(read)


def instrument(session: Session, name: str) -> Instrument:
    """The key of that id, the study's own before a shipped one; NotFoundError for none."""
    wanted = name.casefold()
    for key in own_instruments(session):
        if key.id == wanted:
            return key
    for path in shipped_keys():
        if path.stem == wanted:
            return load_instrument(path)
    names = (*(key.id for key in own_instruments(session)), *(p.stem for p in shipped_keys()))
    raise NotFoundError(
        f"there is no instrument '{name}'",
        did_you_mean(name, tuple(dict.fromkeys(names)))
        or f"see which there are: qualkit survey instruments; your own goes into {folder(session)}",
    )


def closed_instrument(session: Session, name: str) -> Instrument:
    """The key of that id, ready to score with; RefusedError while it is open."""
    key = instrument(session, name)
    if not key.open_key:
        return key
    names = ", ".join(key.open_key)
    for path in own_files(session):
        if load_instrument(path).id == key.id:
            raise RefusedError(
                f"the key of {key.id} is open still: no items are given for {names}",
                f"fill in `items` and `reverse` from the manual you are licensed for, in {path}",
            )
    from qualkit.survey.scoring import refuse_open

    refuse_open(key)
    return key


def problems(session: Session) -> Iterator[QualkitError]:
    """What is wrong with the study's own keys, one a file, and with two of one id."""
    found = False
    for path in own_files(session):
        try:
            check_instrument(path)
        except QualkitError as error:
            found = True
            yield error
    if not found:
        own_instruments(session)


def check_instrument(path: Path) -> Instrument:
    """The key in a file, if all of it is right; InputError with the line of what is not."""
    key = load_instrument(path)
    _refuse_joined(path, key)
    return key


def copy_instrument(session: Session, name: str) -> Path:
    """The study's own copy of a shipped key, to be filled in or changed; its path is returned."""
    from qualkit.exporters.files import replacing

    source = next((path for path in shipped_keys() if path.stem == name.casefold()), None)
    if source is None:
        names = [path.stem for path in shipped_keys()]
        raise NotFoundError(f"no key '{name}' comes with qualkit", did_you_mean(name, names))
    if session.store.read_only:
        raise RefusedError("the study lies where nothing can be written")
    target = folder(session) / source.name
    if target.exists():
        raise RefusedError(
            f"{target.name} is in the study already", f"edit it, or move it away first: {target}"
        )
    private_folder(target.parent)
    with replacing(target) as temporary:
        temporary.write_bytes(source.read_bytes())
    return target


def _refuse_joined(path: Path, key: Instrument) -> None:
    """Refuse a file that puts together what its authors keep apart, under whatever names.

    The reader refuses a total; this catches one made as an ordinary subscale in a study's own
    version of a shipped key.
    """
    originals = {each.stem: each for each in shipped_keys()}
    shipped = originals.get(key.id)
    if shipped is None and key.id.startswith("mbi") and len(key.items) == _MASLACH:
        shipped = originals["mbi-hss"]
    if shipped is None:
        return
    original = load_instrument(shipped)
    if not original.uncombined or original.open_key:
        return
    home = {item: subscale.id for subscale in original.subscales for item in subscale.items}
    for subscale in key.subscales:
        mixed = sorted({home[item] for item in subscale.items if item in home})
        if len(mixed) > 1:
            raise InputError(
                f"{path.name}: the subscale {subscale.id} joins items of {', '.join(mixed)}, "
                f"which {original.name} scores apart",
                "give your own instrument an `id` of its own",
            )
