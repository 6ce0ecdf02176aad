"""What an object store's refusals mean, in one line for a person."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)

from outputs.durable import CatalogueUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 240
"""Characters that are shown of what the client says."""

ADVICE = {
    "NoSuchBucket": "there is no such bucket; create it, or name another one",
    "InvalidAccessKeyId": "its server does not know the key; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "SignatureDoesNotMatch": "its server does not take the key; set AWS_SECRET_ACCESS_KEY",
    "AccessDenied": "access is denied; give the key the right to list, read, write and delete there",
    "169.254.169.254": "no key is set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "tcp connect error": "its server cannot be reached; see to AWS_ENDPOINT_URL and the network",
    "dns error": "its server cannot be found; see to AWS_ENDPOINT_URL and the network",
}
"""What is said of a refusal that has these words in it; the first that fits."""


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turn refusals into CatalogueUnusable; what is missing or not as expected is for the caller to judge."""
    try:
        yield
    except (FileNotFoundError, BaseError) as error:
        words = f"{error} {error.__cause__ or ''}"
        expected = isinstance(error, FileNotFoundError | AlreadyExistsError | PreconditionError)
        if expected and "NoSuchBucket" not in words:
            raise
        raise CatalogueUnusable(f"cannot use the catalogue {address}: {_advice(error, words)}") from error


def _advice(error: BaseException, words: str) -> str:
    for sign, advice in ADVICE.items():
        if sign in words:
            return advice
    if isinstance(error, PermissionDeniedError | UnauthenticatedError):
        return ADVICE["AccessDenied"]
    first = " ".join(str(error).partition("Debug source")[0].split())
    return f"{first if len(first) <= SHOWN else first[:SHOWN] + '...'}; try again, or name another one"
