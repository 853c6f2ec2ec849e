"""The page for adding pages."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, NotFoundException
from litestar.params import Body, FromPath
from litestar.response import Redirect

from onrecord.web.adding import Job, Upload
from onrecord.web.doors import let_write
from onrecord.web.library import Library
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render

Form = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/add", sync_to_thread=True)
def add(request: Asked) -> Response[bytes]:
    """The form."""
    return render(request, "add.html", options=library_of(request).options)


@post("/additions", status_code=303, request_max_body_size=52_000_000)
async def add_pages(request: Asked, data: Form) -> Response[Any]:
    """Takes files, text or an address, and leads to the job that reads them."""
    key = data.get("form_key")
    let_write(request, key if isinstance(key, str) else None)
    library = library_of(request)
    library.gate.pass_through(request)
    uploads = await _uploads(data, library)
    if not uploads:
        raise ClientException("Choose a file, paste a text or give an address; there was none of them.")
    job = library.adder.add(uploads, secrets.token_hex(8))
    return Redirect(f"/additions/{job.id}", status_code=303)


@get("/additions/{name:str}", sync_to_thread=True)
def one_job(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """How far the reading of an upload is."""
    job = library_of(request).adder.job(name)
    if job is None:
        raise NotFoundException("This upload is not remembered; what it added is in the record.")
    template = "_job.html" if request.headers.get("hx-request") else "job.html"
    return render(request, template, job=job, left=_left(job))


async def _uploads(data: dict[str, Any], library: Library) -> list[Upload]:
    files = data.get("files") or []
    uploads = [
        Upload(name=file.filename, data=await file.read())
        for file in (files if isinstance(files, list) else [files])
        if isinstance(file, UploadFile) and file.filename
    ]
    text, address = str(data.get("text") or ""), str(data.get("address") or "").strip()
    if text.strip():
        name = str(data.get("title") or "").strip() or "pasted text"
        uploads.append(Upload(name=f"{name[:80]}.txt", data=text.replace("\r\n", "\n").encode("utf-8", "replace")))
    if address:
        if not address.lower().startswith(("http://", "https://")):
            raise ClientException("An address begins with http:// or https://.")
        uploads.append(Upload(name=address))
    options = library.options
    if len(uploads) > options.max_files:
        raise ClientException(f"More than {options.max_files} files at once; send them in parts.", status_code=413)
    if sum(len(upload.data or b"") for upload in uploads) > options.max_upload_bytes:
        raise ClientException("The files are too large together; send them in parts.", status_code=413)
    return uploads


def _left(job: Job) -> int:
    return max(0, len(job.wanted) - len(job.added) - len(job.refused))


HANDLERS = (add, add_pages, one_job)
