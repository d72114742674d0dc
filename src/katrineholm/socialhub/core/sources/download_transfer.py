"""Reading of a download in a separate process.

Values are passed through open files one by one, so that neither process has all of them in memory.
"""

import os
import pickle
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any

from ..feeds.errors import FeedError
from ..feeds.picture import Picture, small_picture
from .download_files import Download, Upload, open_download
from .download_post import Post
from .download_reader import Report, read_download

# Limits of processor time, for 100,000 posts and a thousand pictures.
SECONDS_FOR_POSTS, SECONDS_FOR_PICTURES = 120, 300


@dataclass(frozen=True, slots=True)
class PostWithPictures:
    """A post, with the path, description and hash of each of its first pictures."""

    post: Post
    pictures: tuple[tuple[str, str | None, str], ...]


@dataclass(frozen=True, slots=True)
class DownloadContents:
    """A download's contents as read by another process, until the ``with`` block ends."""

    report: Report
    posts_file: IO[bytes]
    run_on_files: Callable[..., Any]

    def posts(self) -> Iterator[PostWithPictures]:
        """Return an iterator over all posts in the download."""
        return _unpickled(self.posts_file)

    def pictures(self, paths: Sequence[str]) -> Iterator[tuple[Picture, bytes] | None]:
        """Yield each path's picture, reduced in size, and its original; None if unreadable."""
        with TemporaryFile() as out:
            self.run_on_files(out, write_pictures, paths, seconds=SECONDS_FOR_PICTURES)
            yield from _unpickled(out)


@contextmanager
def download_contents(
    uploads: Sequence[Upload], services: Collection[str], most: int, run: Callable[..., Any]
) -> Iterator[DownloadContents]:
    """Have a download read by another process, with at most ``most`` pictures of each post.

    ``run(function, *args, seconds=…, files=…)`` calls a function in that process with file
    descriptors and passes on its errors.
    """
    with ExitStack() as stack:
        streams = [_on_disk(each.stream, stack) for each in uploads]
        names = [each.name for each in uploads]

        def run_on_files(
            out: IO[bytes], function: Callable[..., Any], *args: Any, **how: Any
        ) -> Any:
            try:
                return run(function, names, *args, files=(*streams, out), **how)
            finally:
                for stream in streams:
                    stream.seek(0, os.SEEK_END)  # the other process has moved its position

        out = stack.enter_context(TemporaryFile())
        report = run_on_files(out, write_posts, services, most, seconds=SECONDS_FOR_POSTS)
        yield DownloadContents(report, out, run_on_files)


def picture_hash(data: bytes) -> str:
    """Return the hash that identifies a picture as it is in the download."""
    return sha256(data).hexdigest()[:40]


def write_posts(
    files: Sequence[int], names: Sequence[str], services: Collection[str], most: int
) -> Report:
    """Write each post to the last of the files; return the report. Raise DownloadError."""
    with _open(files, names) as (uploads, out), read_download(uploads, services) as reading:
        for post in reading.posts:
            pickle.dump(PostWithPictures(post, tuple(_pictures(post, reading.download, most))), out)
        return reading.report


def write_pictures(files: Sequence[int], names: Sequence[str], paths: Sequence[str]) -> None:
    """Write what ``DownloadContents.pictures`` yields of these paths to the last of the files."""
    with _open(files, names) as (uploads, out), open_download(uploads) as download:
        for path in paths:
            pickle.dump(_small(download.picture(path) or b""), out)


@contextmanager
def _open(files: Sequence[int], names: Sequence[str]) -> Iterator[tuple[list[Upload], IO[bytes]]]:
    with ExitStack() as stack:
        streams = [stack.enter_context(open(each, "rb", closefd=False)) for each in files[:-1]]
        uploads = [Upload(name, each) for name, each in zip(names, streams, strict=True)]
        yield uploads, stack.enter_context(open(files[-1], "wb", closefd=False))


def _on_disk(stream: IO[bytes], stack: ExitStack) -> IO[bytes]:
    """Return the stream if it is a file on disk, else a copy of it there."""
    try:
        stream.fileno()
    except (AttributeError, OSError):
        return stack.enter_context(_copy(stream))
    return stream


@contextmanager
def _copy(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    with TemporaryFile() as kept:
        stream.seek(0)
        copyfileobj(stream, kept)
        kept.flush()
        yield kept


def _pictures(post: Post, download: Download, most: int) -> Iterator[tuple[str, str | None, str]]:
    for medium in post.pictures[:most]:
        data = download.picture(medium.path)
        if data is not None:
            yield medium.path, medium.alt, picture_hash(data)


def _small(data: bytes) -> tuple[Picture, bytes] | None:
    try:
        return small_picture(data), data
    except FeedError:
        return None


def _unpickled(out: IO[bytes]) -> Iterator[Any]:
    out.seek(0)
    while True:
        try:
            yield pickle.load(out)
        except EOFError:
            return
