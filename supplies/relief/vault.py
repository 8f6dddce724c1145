"""Files that only this store's key opens: AES-256-GCM, the key in a file that nobody but the user may read."""

import hashlib
import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from supplies.errors import RosterKeyMissing, RosterKeyWrong
from supplies.settings import data_folder

KEY_BYTES = 32
NONCE_BYTES = 12


def key_path(store_id: UUID) -> Path:
    """Return where the key of a store is kept."""
    return data_folder() / "keys" / f"{store_id}.key"


def seal(store_id: UUID, plain: bytes) -> bytes:
    """Return a content that only the store's key opens; the key is made when it is first needed."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key_or_new(store_id)).encrypt(nonce, plain, store_id.bytes)


def unseal(store_id: UUID, sealed: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        RosterKeyMissing: the key is not on this computer.
        RosterKeyWrong: another key sealed it, or it was changed.
    """
    path = key_path(store_id)
    try:
        key = path.read_bytes()
    except OSError as error:
        raise RosterKeyMissing(path=str(path)) from error
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], store_id.bytes)
    except (InvalidTag, ValueError) as error:
        raise RosterKeyWrong(path=str(path)) from error


def name_of(sealed: bytes) -> str:
    """Return the name of a sealed content: its SHA-256."""
    return hashlib.sha256(sealed).hexdigest()


def _key_or_new(store_id: UUID) -> bytes:
    """Return the store's key, made on this computer if there is none."""
    path = key_path(store_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
