"""Passwords: hashed with argon2, checked without telling whether the login exists."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence

SHORTEST = 10
"""Characters; NIST SP 800-63B asks for at least 8, and length counts more than kinds of characters."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))


def hashed(password: str, login: str = "") -> str:
    """Hash a password that is long enough and is not the login.

    :raises Invalid: where it is too short, too long or says the login
    """
    if len(password) < SHORTEST:
        raise Invalid(sentence("Mật khẩu cần ít nhất %(shortest)s ký tự.", shortest=SHORTEST), "password")
    if len(password) > 200:
        raise Invalid(sentence("Mật khẩu dài quá 200 ký tự."), "password")
    if login and login.casefold() in password.casefold():
        raise Invalid(sentence("Mật khẩu không được chứa tên đăng nhập."), "password")
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Tell whether a password is the stored one; without one, take as long and say no."""
    try:
        _hasher.verify(stored or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None
