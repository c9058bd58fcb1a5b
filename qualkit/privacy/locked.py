"""A text kept under a passphrase: scrypt makes the key, Fernet keeps the words.

Both come from the package `cryptography` (extra `keys`), nothing is made at home. The file is one
JSON object: which version it is, how the key is made (cost and salt, none of them secret), and
the words as a Fernet token (AES-128-CBC under an HMAC-SHA-256). Who changes cost or salt only
makes the key wrong, which the HMAC notices.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualkit.errors import InputError, RefusedError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

MARK = "qualkit-locked"
VERSION = 1
SHORTEST = 10
"""The fewest characters of a passphrase."""
COST = 2**17
"""scrypt's n: with r = 8 it takes 128 MB and about 0.3 s, once at each opening."""
_BLOCK, _PARALLEL = 8, 1
# What a file may ask of this machine at most: 1 GB, some seconds.
_MOST_COST, _MOST_BLOCK, _MOST_PARALLEL = 2**20, 8, 4
_BEGINNING = re.compile(rb'\s{0,8}\{\s{0,8}"' + MARK.encode() + rb'"')
_SALT = 16
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the key is made from the passphrase: nothing of it is secret."""

    salt: bytes
    n: int = COST
    r: int = _BLOCK
    p: int = _PARALLEL


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was made once, so that writing again needs no passphrase; never printed."""

    recipe: Recipe
    secret: bytes = field(repr=False)


def is_locked(data: bytes) -> bool:
    """Whether these are the bytes of a file under a passphrase."""
    return _BEGINNING.match(data) is not None


def lock(text: str, passphrase: str) -> tuple[bytes, Key]:
    """`text` under a new salt, and the key that opens it again; RefusedError for a short one."""
    if len(passphrase) < SHORTEST:
        raise RefusedError(
            f"a passphrase has at least {SHORTEST} characters",
            "four or five words that do not belong together are good and easy to keep",
        )
    key = _key(passphrase, Recipe(secrets.token_bytes(_SALT)))
    return sealed(text, key), key


def sealed(text: str, key: Key) -> bytes:
    """The bytes of the file that keeps `text` under `key`."""
    recipe = key.recipe
    whole = {
        MARK: VERSION,
        "what": "a roster of qualkit under a passphrase; read it with: qualkit roster show",
        "kdf": "scrypt",
        "n": recipe.n,
        "r": recipe.r,
        "p": recipe.p,
        "salt": base64.b64encode(recipe.salt).decode("ascii"),
        "cipher": "fernet",
        "token": _fernet(key).encrypt(text.encode("utf-8")).decode("ascii"),
    }
    return (json.dumps(whole, indent=1) + "\n").encode("ascii")


def unlock(data: bytes, passphrase: str, where: str) -> tuple[str, Key]:
    """The text of a locked file, and its key; RefusedError where the passphrase is wrong."""
    recipe, _ = _parts(data, where)
    key = _key(passphrase, recipe)
    return opened(data, key, where), key


def opened(data: bytes, key: Key, where: str) -> str:
    """The text of a locked file under a key that is known; RefusedError where it is another."""
    _, token = _parts(data, where)
    fernet = _fernet(key)
    from cryptography.fernet import InvalidToken

    try:
        return fernet.decrypt(token).decode("utf-8")
    except InvalidToken as error:
        raise RefusedError(
            f"{where}: the passphrase is wrong (or the file was damaged)",
            "type it again; capitals count. A lost passphrase cannot be found again: put back a "
            "copy of the roster, or write it anew",
        ) from error


def recipe_of(data: bytes, where: str) -> Recipe:
    """How the key of a locked file is made."""
    return _parts(data, where)[0]


def _parts(data: bytes, where: str) -> tuple[Recipe, bytes]:
    """How the key is made, and the token; InputError where the file is none, newer or greedy."""
    broken = InputError(f"{where}: the locked roster is damaged", "put back a copy of it")
    if len(data) > _LARGEST:
        raise broken
    try:
        whole: Any = json.loads(data)
        version = whole[MARK]
        if isinstance(version, int) and version > VERSION:
            raise InputError(
                f"{where}: was locked by a newer qualkit (version {version} of the file)",
                "update qualkit: pip install --upgrade qualkit-coding",
            )
        if version != VERSION or whole["kdf"] != "scrypt" or whole["cipher"] != "fernet":
            raise broken
        salt = base64.b64decode(whole["salt"], validate=True)
        numbers = tuple(whole[name] for name in ("n", "r", "p"))
        token = whole["token"].encode("ascii")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise broken from error
    recipe = _recipe(salt, numbers)
    if recipe is None:
        raise broken
    return recipe, token


def _recipe(salt: bytes, numbers: tuple[Any, ...]) -> Recipe | None:
    """The recipe, if this machine can follow it: a file must not ask for all of its memory."""
    if not all(isinstance(number, int) and number > 0 for number in numbers) or len(salt) < _SALT:
        return None
    n, r, p = numbers
    power = n > 1 and not n & (n - 1)
    if not power or n > _MOST_COST or r > _MOST_BLOCK or p > _MOST_PARALLEL:
        return None
    return Recipe(salt, n, r, p)


def _key(passphrase: str, recipe: Recipe) -> Key:
    _needed()
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    kdf = Scrypt(salt=recipe.salt, length=32, n=recipe.n, r=recipe.r, p=recipe.p)
    # One é on every keyboard: some systems type it as a letter and an accent.
    return Key(recipe, kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8")))


def _fernet(key: Key) -> Fernet:
    _needed()
    from cryptography.fernet import Fernet

    return Fernet(base64.urlsafe_b64encode(key.secret))


def _needed() -> None:
    """Refuse where the library is not installed."""
    try:
        import cryptography.fernet  # noqa: F401
    except ImportError as error:
        raise RefusedError(
            "a roster under a passphrase needs the package cryptography, which is not installed",
            "pip install 'qualkit-coding[keys]'",
        ) from error
