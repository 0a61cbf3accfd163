"""Are the pistes any good? History up to a year, then the partnerships that really came, against plain rules.

gap-analysis.md §9: new pairs only, both ends known before the cut, hits@10 by actor, hard negatives, actors with few
partners apart, and how much of what is shown goes to those who have the most partners. The area under the curve alone
misleads: preferential attachment has the best one and shows ninety names (Yang, Lichtenwalter & Chawla 2015).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.affinity import Affinity, Floats, Positions, affinity
from graph.analysis.look_alikes import in_common
from graph.analysis.projection import pair_weights
from graph.analysis.suggestions import FEW, SHOWN, Ranking, chunks, ranking
from graph.errors import NotResolvable
from graph.project import TwoMode
from graph.surroundings import Surroundings

DRAWS = 2_000
NEGATIVES = 30
RULES = ("random", "preferential_attachment", "adamic_adar", "territory_theme")

Scores: TypeAlias = Callable[[Positions], Floats]


@dataclass(frozen=True)
class Trial:
    """What a rule gave. Means over the actors that gained a partner: `hits` is the share of an actor's new partners
    among its first SHOWN, `any` the share of actors with one at least, `few` the hits of actors with FEW partners.

    `average_precision` and `hard_auc` compare each new pair with pairs that never came, drawn at random (NEGATIVES for
    each) and in the same région; `top_decile`: share of all places shown held by the tenth of actors with most
    partners; `distinct`: actors shown at least once; `largest`: share of the places of the one shown most.
    """

    hits: float
    any: float
    few: float
    average_precision: float
    hard_auc: float
    top_decile: float
    distinct: int
    largest: float
    by_actor: Floats


@dataclass(frozen=True)
class HoldOut:
    """`pairs` new pairs, of which `findable` have both ends known before; `beyond_rule`: 95 % interval of the mean
    difference of hits, actor by actor, between the pistes and the rule of territory and theme (bootstrap of actors).
    """

    cut: int
    until: int
    actors: int
    tested: int
    tested_few: int
    alone: int
    alone_served: int
    pairs: int
    findable: int
    trials: Mapping[str, Trial]
    beyond_rule: tuple[float, float]


def hold_out(two_mode: TwoMode, around: Surroundings, years: Positions, cut: int, until: int, seed: int) -> HoldOut:
    """Train on the events of years ≤ `cut`, test on those of `cut` + 1 … `until`. `years`: (events,).

    Raises NotResolvable when no new pair can be found.
    """
    before, after = years[two_mode.cols] <= cut, (years[two_mode.cols] > cut) & (years[two_mode.cols] <= until)
    past = replace(two_mode, rows=two_mode.rows[before], cols=two_mode.cols[before])
    known = affinity(past, around)
    new = _new_pairs(two_mode, after, known)
    present = known.events > 0
    findable = sparse.csr_array(new.multiply(present[:, None]).multiply(present[None, :]))
    findable.eliminate_zeros()
    tested = np.flatnonzero(np.diff(findable.indptr) > 0)
    if not len(tested):
        raise NotResolvable(
            f"Aucune paire nouvelle entre acteurs déjà connus en {cut} n’apparaît jusqu’en {until} : "
            "rien ne permet de juger les pistes. Choisissez une autre année de coupure."
        )
    made = ranking(known)
    world = _World(known, present, findable, tested, np.random.default_rng(seed))
    trials = {name: world.tried(world.lists(rule), rule) for name, rule in world.rules().items()}
    trials["pistes"] = world.tried(_first(made, present, tested), None)
    alone = np.flatnonzero(present & (known.partners == 0))
    return HoldOut(
        cut=cut, until=until, actors=int(present.sum()), tested=len(tested),
        tested_few=int((known.partners[tested] <= FEW).sum()), alone=len(alone),
        alone_served=int((made.columns[alone, 0] >= 0).sum()), pairs=new.nnz // 2, findable=findable.nnz // 2,
        trials=trials, beyond_rule=paired(trials["pistes"].by_actor, trials["territory_theme"].by_actor, seed),
    )  # fmt: skip


def paired(first: Floats, second: Floats, seed: int) -> tuple[float, float]:
    """95 % interval of the mean of first − second, actors drawn with replacement."""
    difference = first - second
    draws = np.random.default_rng(seed).integers(len(difference), size=(DRAWS, len(difference)))
    low, high = np.quantile(difference[draws].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def _new_pairs(two_mode: TwoMode, after: NDArray[np.bool_], known: Affinity) -> sparse.csr_array:
    shape = len(two_mode.actor_ids), len(two_mode.event_ids)
    pairs = pair_weights(two_mode.rows[after], two_mode.cols[after], *shape)
    pairs.data[:] = 1.0
    pairs = sparse.csr_array(pairs - pairs.multiply(known.links))
    pairs.eliminate_zeros()
    return pairs


def _first(made: Ranking, present: NDArray[np.bool_], rows: Positions) -> Positions:
    """The first SHOWN pistes of each row that are present before the cut: who comes later cannot be found."""
    shown = np.full((len(rows), SHOWN), -1, dtype=np.int64)
    for at, columns in enumerate(made.columns[rows]):
        kept = columns[(columns >= 0) & present[columns]][:SHOWN]
        shown[at, : len(kept)] = kept
    return shown


@dataclass(frozen=True)
class _World:
    known: Affinity
    present: NDArray[np.bool_]
    findable: sparse.csr_array
    tested: Positions
    draw: np.random.Generator

    def rules(self) -> Mapping[str, Scores]:
        actors = len(self.present)
        partners = self.known.partners.astype(float)
        luck = self.draw.random(actors)
        departement = self.known.levels[1]
        addressed = sparse.csr_array(self.known.themes.astype(bool).astype(float))

        def territory_theme(rows: Positions) -> Floats:
            together = sparse.csr_array(departement[rows] @ departement.T).astype(bool).toarray()
            overlap = sparse.csr_array(addressed[rows] @ addressed.T).toarray()
            return np.asarray(together * (1.0 + overlap), dtype=np.float64)

        rules: tuple[Scores, ...] = (
            lambda rows: np.asarray((luck[rows][:, None] * 7919 + luck[None, :] * 104_729) % 1.0 + 1e-9),
            lambda rows: np.outer(partners[rows] + 1.0, partners),
            lambda rows: self.known.shared_partners(rows).toarray(),
            territory_theme,
        )
        return dict(zip(RULES, rules, strict=True))

    def lists(self, rule: Scores) -> Positions:
        """The first SHOWN of each tested actor by one rule, equal scores by lot, nobody capped."""
        luck = self.draw.random(len(self.present)) * 1e-9
        shown = np.full((len(self.tested), SHOWN), -1, dtype=np.int64)
        for at, rows in zip(chunks(np.arange(len(self.tested))), chunks(self.tested), strict=True):
            scores = rule(rows)
            tied = self.known.links[rows].tocoo()
            scores[tied.coords[0], tied.coords[1]] = 0.0
            scores[np.arange(len(rows)), rows] = 0.0
            scores = np.where((scores > 0) & self.present, scores + luck, -1.0)
            best = np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]
            shown[at] = np.where(np.take_along_axis(scores, best, axis=1) > 0, best, -1)
        return shown

    def tried(self, shown: Positions, rule: Scores | None) -> Trial:
        gained = np.diff(self.findable.indptr)[self.tested]
        found = self._found(shown)
        few = self.known.partners[self.tested] <= FEW
        times = np.bincount(shown[shown >= 0], minlength=len(self.present))
        hits = found / gained
        precision, area = self._told_apart(rule or self._pistes)
        return Trial(
            hits=float(hits.mean()), any=float((found > 0).mean()), few=float(hits[few].mean()) if few.any() else 0.0,
            average_precision=precision, hard_auc=area, top_decile=self._top_decile(times),
            distinct=int((times > 0).sum()), largest=float(times.max() / max(1, times.sum())), by_actor=hits,
        )  # fmt: skip

    def _found(self, shown: Positions) -> Floats:
        row, place = np.nonzero(shown >= 0)
        true = np.asarray(self.findable[self.tested[row], shown[row, place]]).ravel() > 0
        found: Floats = np.bincount(row, weights=true.astype(float), minlength=len(shown)).astype(float)
        return found

    def _top_decile(self, times: Positions) -> float:
        present = np.flatnonzero(self.present)
        most = present[np.argsort(-self.known.partners[present], kind="stable")][: max(1, len(present) // 10)]
        return float(times[most].sum() / max(1, times.sum()))

    def _pistes(self, rows: Positions) -> Floats:
        """The scores behind the pistes, before lists are cut: partners where there are enough, else what is shared."""
        partners = self.known.shared_partners(rows).toarray()
        shared = in_common(self.known, rows).toarray()
        linked = partners * (1.0 + self.known.likeness(rows).toarray()) * (1.0 + self.known.nearness(rows).toarray())
        many = (self.known.partners[rows] > FEW)[:, None]
        return np.where(many, np.where(linked > 0, 10.0 + linked, shared), shared)

    def _told_apart(self, rule: Scores) -> tuple[float, float]:
        """Average precision at one new pair for NEGATIVES random ones; area against pairs of the same région."""
        draw = np.random.default_rng(len(self.tested))
        pool = np.flatnonzero(self.present)
        true, random, near = [], [], []
        for rows in chunks(self.tested):
            scores = rule(rows)
            region = sparse.csr_array(self.known.levels[0][rows] @ self.known.levels[0].T)
            for at, row in enumerate(rows.tolist()):
                new = self.findable.indices[self.findable.indptr[row] : self.findable.indptr[row + 1]]
                tied = self.known.links.indices[self.known.links.indptr[row] : self.known.links.indptr[row + 1]]
                barred = np.union1d(np.union1d(new, tied), [row])
                true.append(scores[at, new])
                random.append(scores[at, np.setdiff1d(draw.choice(pool, NEGATIVES * len(new)), barred)])
                beside = region.indices[region.indptr[at] : region.indptr[at + 1]]
                beside = np.setdiff1d(beside[self.present[beside]], barred)
                if len(beside):
                    near.append(scores[at, draw.choice(beside, len(new))])
        positive = np.concatenate(true)
        return average_precision(positive, np.concatenate(random)), area(positive, np.concatenate(near or [positive]))


def area(positive: Floats, negative: Floats) -> float:
    """Probability that a true pair scores above a false one, ties counting half (Mann & Whitney)."""
    ordered = np.sort(negative)
    below, upto = np.searchsorted(ordered, positive, "left"), np.searchsorted(ordered, positive, "right")
    return float((below + upto).sum() / (2.0 * len(positive) * len(negative)))


def average_precision(positive: Floats, negative: Floats) -> float:
    """Mean, over the true pairs, of the share of true ones among those that score as much or more."""
    true, false = np.sort(positive), np.sort(negative)
    above = len(true) - np.searchsorted(true, positive, "left")
    false_above = len(false) - np.searchsorted(false, positive, "left")
    return float((above / (above + false_above)).mean())
