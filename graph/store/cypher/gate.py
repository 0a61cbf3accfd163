"""What a query that a person wrote may hold, decided before and after the server has planned it. No driver here.

Read access mode is not enough: it was seen to run LOAD CSV on files and addresses, SHOW and TERMINATE, procedures of
the server, and one list comprehension over 10⁸ numbers made the server unreachable past any timeout, since a timeout
ends a query between rows, not inside an expression. So nothing passes that is not known to be harmless: clauses,
functions, procedures and operators are lists of what is allowed, and no expression can grow a list or a text by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidInput

LONGEST = 4_000
DEEPEST = 50
MOST_SUMS = 4
"""`+` doubles a list or a text each time it is applied to itself: sixteen times at most."""
MOST_OF = {"OR": 50, "XOR": 2, "NOT": 50, "CASE": 20, "UNION": 20}
"""The planner turns these inside out: XOR doubles what it joins."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEGINNINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
REFUSED = _words(
    """
    CREATE MERGE DELETE DETACH NODETACH SET REMOVE FOREACH INSERT FINISH LOAD CSV DROP ALTER GRANT DENY REVOKE
    RENAME SHOW TERMINATE START STOP USE EXPLAIN PROFILE CYPHER TRANSACTIONS ENABLE DEALLOCATE REALLOCATE DRYRUN
    """
)
FUNCTIONS = _words(
    """
    elementid id labels type properties keys size length nodes relationships startnode endnode count collect sum
    avg min max stdev percentilecont percentiledisc coalesce tolower toupper tostring tointeger tofloat
    toboolean trim ltrim rtrim left right substring head last tail reverse abs ceil floor round sign sqrt exp
    log log10 exists date shortestpath allshortestpaths
    """
)
BEFORE_A_BRACKET = _words(
    """
    MATCH WHERE AND OR XOR NOT IN WITH RETURN UNWIND CALL WHEN THEN ELSE CASE AS BY DISTINCT LIMIT SKIP SHORTEST
    CONTAINS IS PATH PATHS
    """
)
"""Words after which a bracket opens a pattern or an expression, not the arguments of a function."""
PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})

OPERATORS = _words(
    """
    AllNodesScan NodeByLabelScan UnionNodeByLabelsScan IntersectionNodeByLabelsScan SubtractionNodeByLabelsScan
    NodeIndexSeek NodeUniqueIndexSeek MultiNodeIndexSeek NodeIndexScan NodeIndexSeekByRange
    NodeUniqueIndexSeekByRange NodeIndexContainsScan NodeIndexEndsWithScan NodeByElementIdSeek NodeByIdSeek
    DirectedRelationshipByElementIdSeek UndirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek
    UndirectedRelationshipByIdSeek DirectedAllRelationshipsScan UndirectedAllRelationshipsScan
    DirectedRelationshipTypeScan UndirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan
    UndirectedUnionRelationshipTypesScan Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into)
    VarLengthExpand(All) VarLengthExpand(Into) VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS)
    VarLengthExpand(Pruning,BFS,All) ShortestPath StatefulShortestPath(All) StatefulShortestPath(Into)
    Repeat(Trail) RepeatOptions BidirectionalRepeat(Trail) Filter CacheProperties Projection Distinct
    OrderedDistinct EagerAggregation OrderedAggregation NodeCountFromCountStore RelationshipCountFromCountStore
    Sort PartialSort Top PartialTop Limit Skip Apply SemiApply AntiSemiApply SelectOrSemiApply
    SelectOrAntiSemiApply LetSemiApply LetAntiSemiApply LetSelectOrSemiApply LetSelectOrAntiSemiApply
    RollUpApply CartesianProduct NodeHashJoin ValueHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin
    AssertSameNode AssertSameRelationship AssertingMultiNodeIndexSeek Optional Argument ArgumentTracker Eager
    Unwind Union OrderedUnion ProduceResults ProcedureCall TriadicSelection TriadicFilter TriadicBuild EmptyRow
    """
)

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<comment>//|/\*)|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<word>[^\W\d]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>.)",
    re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str

    @property
    def upper(self) -> str:
        return self.text.upper() if self.kind == "word" else self.text


END = Token("end", "")


def check_text(query: str) -> None:
    """Raises InvalidInput, saying what is refused, for a query that must not even be planned."""
    if len(query) > LONGEST:
        _refuse(f"{len(query)} caractères, au plus {LONGEST}")
    if re.search(r"\\u", query, re.IGNORECASE):
        _refuse("les caractères écrits par leur numéro (\\u…) : écrivez-les eux-mêmes")
    tokens = list(_tokens(query))
    if not tokens or tokens[0].upper not in BEGINNINGS:
        _refuse("ce début", f"une lecture, qui commence par {', '.join(sorted(BEGINNINGS))}")
    _check_depth(tokens)
    _check_counts(tokens)
    for position, token in enumerate(tokens):
        _check_word(tokens, position, token)
        _check_list(tokens[position : position + 3])


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raises InvalidInput for a query that the server would run by more than reading."""
    if query_type != "r" or plan is None:
        _refuse("une requête qui ne fait pas que lire")
    for operator in _operators(plan or {}):
        if operator not in OPERATORS:
            _refuse(f"l’opération « {operator} »")


def _tokens(query: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(query):
        kind = str(found.lastgroup)
        if kind == "comment":
            _refuse("les commentaires")
        if kind == "sign" and found[0] in "\\`;$'\"":
            _refuse(f"le signe « {found[0]} » ici")
        if kind != "space":
            yield Token(kind, found[0])


def _check_depth(tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > DEEPEST:
            _refuse(f"plus de {DEEPEST} niveaux de parenthèses")


def _check_counts(tokens: Sequence[Token]) -> None:
    sums = sum(token.text == "+" for token in tokens)
    sums += sum((a.text, b.text) == ("|", "|") for a, b in zip(tokens, tokens[1:], strict=False))
    if sums > MOST_SUMS:
        _refuse(f"plus de {MOST_SUMS} signes « + », qui font grandir une liste ou un texte")
    words = [token.upper for token in tokens if token.kind == "word"]
    for word, most in MOST_OF.items():
        if words.count(word) > most:
            _refuse(f"plus de {most} fois {word}")
    run = 0
    for token in tokens:
        run = run + 1 if token.text in {"-", "~", "!"} else 0
        if run > 3:
            _refuse("une suite de signes « - »")


def _check_word(tokens: Sequence[Token], position: int, token: Token) -> None:
    if token.kind != "word":
        return None
    after = tokens[position + 1] if position + 1 < len(tokens) else END
    dotted = position > 0 and tokens[position - 1].text == "."
    if token.upper in REFUSED and not dotted:
        _refuse(f"le mot {token.upper}")
    if token.upper == "CALL" and after.kind == "word":
        return _check_procedure(tokens[position + 1 :])
    if after.text != "(" or (token.upper in BEFORE_A_BRACKET and not dotted):
        return None
    name = _dotted_name(tokens, position)
    if name.lower() not in FUNCTIONS | PROCEDURES:
        _refuse(f"la fonction « {name} »", "les fonctions simples et les agrégations")
    return None


def _check_procedure(tokens: Sequence[Token]) -> None:
    name = ""
    for token in tokens:
        if token.kind != "word" and token.text != ".":
            break
        if token.upper in {"YIELD", "RETURN", "WITH", "MATCH"}:
            break
        name += token.text
    if name.lower() not in PROCEDURES:
        _refuse(f"la procédure « {name} »", ", ".join(sorted(PROCEDURES)))


def _dotted_name(tokens: Sequence[Token], position: int) -> str:
    first = position
    while first >= 2 and tokens[first - 1].text == "." and tokens[first - 2].kind == "word":
        first -= 2
    return "".join(token.text for token in tokens[first : position + 1])


def _check_list(three: Sequence[Token]) -> None:
    """A list made from another list or from a pattern."""
    if three[0].text != "[" or len(three) < 3:
        return
    second, third = three[1], three[2]
    if second.text == "(" or (second.kind == "word" and (third.upper == "IN" or third.text == "=")):
        _refuse("les listes en compréhension", "UNWIND et collect()")


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        yield str(step.get("operatorType", "")).partition("@")[0]
        waiting.extend(step.get("children") or ())


def _refuse(what: str, expected: str = "une lecture simple : MATCH … WHERE … RETURN … LIMIT") -> None:
    raise InvalidInput(
        f"Requête Cypher refusée : {what[:120]}. Attendu : {expected} (docs/donnees.md).",
        details=[{"refused": what[:120]}],
    )
