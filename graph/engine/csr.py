"""The graph the kernels work on: an undirected graph as compressed sparse rows, with its node ids in order."""

from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Indices = NDArray[np.signedinteger]


class CsrGraph:
    """An undirected simple graph; self-loops are stored once, on the diagonal.

    `indptr` (n + 1) and `indices` (both directions of each edge) as in `scipy.sparse.csr_array`, rows sorted;
    `weights` is parallel to `indices`, or None when each edge counts 1. `weight_name` is the edge attribute that
    networkx calls ask for: asked for another, all edges weigh 1, as networkx does with an absent attribute.
    The arrays are not copied and must not be changed afterwards. `from_edges` makes a symmetric graph from one
    direction; the constructor trusts that what it is given is symmetric.
    """

    __networkx_backend__ = "entrelacs"

    def __init__(
        self,
        nodes: Sequence[Hashable],
        indptr: Indices,
        indices: Indices,
        weights: Floats | None = None,
        *,
        weight_name: str = "weight",
    ) -> None:
        if len(indptr) != len(nodes) + 1 or int(indptr[-1]) != len(indices):
            raise ValueError(f"indptr of {len(indptr)} does not describe {len(nodes)} nodes and {len(indices)} links")
        if weights is not None and len(weights) != len(indices):
            raise ValueError(f"{len(weights)} weights for {len(indices)} links")
        self.nodes = tuple(nodes)
        self.indptr, self.indices = _narrow(indptr, len(indices)), _narrow(indices, len(nodes))
        self.weights = weights
        self.weight_name = weight_name
        self.worked_out: dict[str, Any] = {}
        """What a kernel found on the whole graph and another needs too: the graph never changes."""

    @classmethod
    def from_edges(
        cls,
        nodes: Sequence[Hashable],
        source: Indices,
        target: Indices,
        weights: Floats | None = None,
        *,
        weight_name: str = "weight",
    ) -> "CsrGraph":
        """Build from edges given once each, in either direction, as positions in `nodes`.

        An edge given twice is one edge; its weights are summed (1 each where there are none, and then forgotten).
        """
        n, loop = len(nodes), source == target
        data = np.ones(len(source)) if weights is None else weights
        rows = np.concatenate([source, target[~loop]])
        columns = np.concatenate([target, source[~loop]])
        matrix = sparse.coo_array((np.concatenate([data, data[~loop]]), (rows, columns)), shape=(n, n)).tocsr()
        matrix.sort_indices()
        kept = None if weights is None else matrix.data
        return cls(nodes, matrix.indptr, matrix.indices, kept, weight_name=weight_name)

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        return node in self.positions

    def is_directed(self) -> bool:
        return False

    def is_multigraph(self) -> bool:
        return False

    def number_of_nodes(self) -> int:
        return len(self.nodes)

    def number_of_edges(self) -> int:
        return (len(self.indices) + self.loops) // 2

    @cached_property
    def positions(self) -> dict[Hashable, int]:
        return {node: position for position, node in enumerate(self.nodes)}

    @cached_property
    def loops(self) -> int:
        """How many nodes are linked to themselves."""
        rows = np.repeat(np.arange(len(self), dtype=self.indices.dtype), self.neighbour_counts)
        return int(np.count_nonzero(rows == self.indices))

    @cached_property
    def neighbour_counts(self) -> NDArray[np.int64]:
        """Neighbours of each node; a node linked to itself is one of its neighbours."""
        return np.diff(self.indptr).astype(np.int64)

    def adjacency(self, weight: str | None = None) -> sparse.csr_array:
        """The n × n matrix of the weights called `weight`, or of ones where the graph has none of that name."""
        named = self.weights if weight == self.weight_name else None
        data = np.ones(len(self.indices)) if named is None else named
        return sparse.csr_array((data, self.indices, self.indptr), shape=(len(self), len(self)))

    def not_negative(self, weight: str | None) -> sparse.csr_array:
        """`adjacency`. Raises NotImplementedError where a weight is negative: networkx then looks elsewhere."""
        matrix = self.adjacency(weight)
        if matrix.data.min(initial=0) < 0:
            raise NotImplementedError("a weight is negative")
        return matrix

    def induced(self, positions: NDArray[np.int64]) -> "CsrGraph":
        """The part of the graph that lies between the nodes at `positions`, in that order."""
        links = self.adjacency(self.weight_name)[positions][:, positions]
        links.sort_indices()
        weights = None if self.weights is None else links.data
        nodes = [self.nodes[i] for i in positions.tolist()]
        return CsrGraph(nodes, links.indptr, links.indices, weights, weight_name=self.weight_name)

    def named(self, values: NDArray[np.generic]) -> dict[Hashable, float]:
        """The values (one per node, in order) as the dictionary networkx functions return."""
        return dict(zip(self.nodes, values.tolist(), strict=True))


def _narrow(values: Indices, largest: int) -> Indices:
    """32 bits where they are enough: half the memory to read in each sweep."""
    return values.astype(np.int32 if largest < 2**31 else np.int64, copy=False)
