"""Passwords: hashed by Argon2id, never kept, never told apart by the time an answer takes."""

from __future__ import annotations

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
"""Characters of a password; NIST SP 800-63B advises length over composition."""
LONGEST = 200
HASHER = PasswordHasher()
"""Argon2id with the parameters that RFC 9106 gives for machines with little memory."""
_at_once = threading.BoundedSemaphore(2)
"""Each takes 64 MB for a moment; more would stand in line for the processors all the same."""


NAME_CHARS = 100
"""The longest name of an account."""
LINK = "link "
"""What the name of who came by a private link begins with; no account's does."""


class WeakPassword(ValueError):  # noqa: N818 - callers read `except WeakPassword`
    """The password is too short or too long, or is the name."""


def is_name(name: str) -> bool:
    """Tell whether an account may be called so."""
    return bool(name.strip()) and len(name) <= NAME_CHARS and name.isprintable() and not name.startswith(LINK)


def hash_of(password: str, name: str) -> str:
    """Return the hash of a new password; raises WeakPassword."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    if name.casefold() in password.casefold() and len(password) < len(name) + SHORTEST:
        raise WeakPassword("the password is made of the name")
    if len(set(password)) < 5:
        raise WeakPassword("a password has at least five different characters")
    return HASHER.hash(password)


def matches(password: str, hash: str | None) -> bool:
    """Tell whether a password is that of a hash; None, for an account that is not there, takes as long."""
    with _at_once:
        try:
            HASHER.verify(hash or _nobody(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return hash is not None


def generated() -> str:
    """Return a new password of 128 random bits."""
    return secrets.token_urlsafe(16)


@cache
def _nobody() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))
