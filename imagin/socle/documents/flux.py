"""Many documents, in order, made ahead by a few threads while the first ones are already on their way."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import cache

from imagin.socle.documents.moteur import rendre

AVANCE = 3  # documents under way or waiting, for each thread: enough to keep all busy, few enough to stay flat


def rendre_en_flux(
    nom: str,
    donnees: Iterable[Mapping[str, object]],
    *,
    fils: int = 2,
    horodatage: datetime | None = None,
) -> Iterator[bytes]:
    """The PDFs of `nom` for each of `donnees`, in their order, as `rendre` makes them.

    Lazy: `donnees` is read in the caller's thread (it may be a database cursor) and at most `fils` × 3 documents are
    ahead of the reader, so memory does not grow with their number. Typst releases the interpreter's lock: `fils`
    threads, shared by all callers of the process, make use of as many cores. Raises what `rendre` raises.
    """
    bassin = _bassin(fils)
    en_cours: deque[Future[bytes]] = deque()
    try:
        for element in donnees:
            en_cours.append(bassin.submit(rendre, nom, element, horodatage=horodatage))
            if len(en_cours) >= fils * AVANCE:
                yield en_cours.popleft().result()
        while en_cours:
            yield en_cours.popleft().result()
    finally:
        for reste in en_cours:
            reste.cancel()


@cache
def _bassin(fils: int) -> ThreadPoolExecutor:
    """Threads that live as long as the process, so that their compilers stay warm."""
    return ThreadPoolExecutor(max_workers=fils, thread_name_prefix="documents")
