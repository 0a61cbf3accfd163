"""What the web side adds to `graph.settings.Settings`: where it listens, how much it lets one request take."""

import re
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from graph.settings import Settings

_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)


class ApiSettings(Settings):
    """Nothing below `api` sees these."""

    host: str = Field(default="127.0.0.1", description="Adresse d’écoute ; 127.0.0.1 ne répond qu’à cette machine.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port d’écoute.")
    language: str = Field(
        default="fr",
        pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$",
        description="Langue des pages ; autre que fr, elle demande son catalogue dans `api/locale`.",
    )
    contact: str | None = Field(
        default=None,
        max_length=200,
        description="Adresse électronique ou page où signaler une erreur ; sans elle, le lien mène à la méthode.",
    )
    max_body: int = Field(
        default=65_536, ge=0, description="Octets acceptés dans le corps d’une requête ; au-delà, réponse 413."
    )
    analysis_slots: int = Field(
        default=2, ge=1, le=64, description="Analyses calculées en même temps ; les suivantes attendent leur tour."
    )
    analysis_wait: float = Field(
        default=60.0, gt=0, description="Secondes d’attente d’une analyse avant de répondre 503 et d’inviter à revenir."
    )
    cached_answers: int = Field(
        default=64, ge=1, le=10_000, description="Résultats d’analyse gardés en mémoire, par révision du graphe."
    )
    results: Path | None = Field(
        default=None,
        description="Dossier des résultats datés des calculs longs ; sans lui, `resultats` dans le dossier du cache.",
    )
    job_deadline: float = Field(
        default=900.0, gt=0, description="Secondes laissées à un calcul long avant de l’arrêter."
    )
    job_patience: float = Field(
        default=10.0,
        ge=0,
        description="Secondes d’attente d’un calcul long avant de répondre 202 et d’en donner l’adresse.",
    )
    jobs_above: int = Field(
        default=20_000,
        ge=0,
        description="Participations au-delà desquelles une analyse est calculée par un processus à part.",
    )
    cypher_token: SecretStr | None = Field(
        default=None,
        description="Jeton qui ouvre les lectures en Cypher (Neo4j seulement) ; sans lui, elles sont fermées.",
    )
    embed_hosts: str = Field(
        default="",
        max_length=2_000,
        description="Sites qui peuvent montrer /integration/… dans leurs pages : des origines entières "
        "séparées par des espaces (`https://exemple.fr http://127.0.0.1:8080`) ; sans elles, ce site seul.",
    )

    @field_validator("embed_hosts")
    @classmethod
    def _whole_origins(cls, said: str) -> str:
        """Each one goes into a header as it is: nothing but scheme, host and port may pass."""
        for origin in said.replace(",", " ").split():
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"« {origin[:80]} » n’est pas une origine : attendu http(s)://hôte ou http(s)://hôte:port, sans "
                    "chemin ni astérisque ; plusieurs se séparent par une espace."
                )
        return " ".join(said.replace(",", " ").split())

    @property
    def embed_ancestors(self) -> str:
        """The sources of `frame-ancestors` for an embedded view."""
        return " ".join(["'self'", *self.embed_hosts.split()])

    @property
    def results_folder(self) -> Path:
        return (self.results or self.cache_folder / "resultats").expanduser()
