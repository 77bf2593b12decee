"""Where a memory may lie: on a disk of this machine.

SQLite's write-ahead log shares memory between processes, which no network file system
does; over one, two writers damage the file without noticing (sqlite.org/wal.html).
"""

from __future__ import annotations

from pathlib import Path

import psutil

from align.errors import StorageError

_NETWORK = frozenset(
    "9p afpfs afs cifs davfs fuse.davfs2 fuse.glusterfs fuse.rclone fuse.s3fs fuse.sshfs "
    "glusterfs ncpfs nfs nfs4 smb3 smbfs webdav".split()
)


def require_local(path: Path) -> None:
    """Raise StorageError where `path` lies on a network share."""
    kind = file_system(path)
    if kind in _NETWORK or path.as_posix().startswith("//"):
        raise StorageError(
            f"lies on a network share ({kind or 'UNC path'}), where a memory is not safe",
            where=path,
            remedy="Work on a disk of this machine and copy the file there when it is closed; "
            "align memory merge brings several together",
        )


def file_system(path: Path) -> str:
    """Return the type of the file system that holds `path`, empty where it is not known."""
    whole = path.absolute()
    best, kind = -1, ""
    for partition in psutil.disk_partitions(all=True):
        mount = Path(partition.mountpoint)
        if whole.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), partition.fstype.lower()
            if "remote" in partition.opts.split(","):
                kind = "smbfs"
    return kind
