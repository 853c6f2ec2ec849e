"""Questions to a server, by HTTP."""

from __future__ import annotations

from typing import Any

import httpx

from onrecord.errors import StoreError
from onrecord.run.client import RemoteRecord

# Longer than any answer but the first after a large record has changed, which joins what is not joined yet.
_TIMEOUT_S = 120.0


class HttpWire:
    """See `onrecord.run.client.Wire`."""

    def __init__(self, url: str, *, token: str | None = None, client: httpx.Client | None = None) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = client or httpx.Client(timeout=_TIMEOUT_S)

    def ask(self, method: str, path: str, params: dict[str, Any], body: bytes | None) -> tuple[int, bytes]:
        """See `onrecord.run.client.Wire.ask`."""
        headers = self._headers | ({"Content-Type": "application/json"} if body is not None else {})
        try:
            answer = self._client.request(method, self._url + path, params=params, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise StoreError(f"{self._url}: {error or type(error).__name__}") from error
        return answer.status_code, answer.content

    def close(self) -> None:
        """See `onrecord.run.client.Wire.close`."""
        self._client.close()


def connect(url: str, *, token: str | None = None) -> RemoteRecord:
    """See `onrecord.connect`."""
    return RemoteRecord(url.rstrip("/"), HttpWire(url, token=token))
