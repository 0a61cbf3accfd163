"""The one Settings object: built in `create_app` or `main` and passed down. Nothing else reads the environment.

`loaders.inputs` builds it too, for the file behind an address: what opens files is called with names alone.
"""

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the graph is kept, and how files are downloaded. Variables carry the prefix ENTRELACS_."""

    model_config = SettingsConfigDict(env_prefix="ENTRELACS_", frozen=True, extra="ignore")

    store: str = Field(
        default="sqlite:///entrelacs.db",
        description="Adresse du graphe : sqlite:///fichier.db, sqlite:// (mémoire), neo4j://hôte:7687 ou bolt://…",
    )
    neo4j_user: str = Field(default="neo4j", description="Utilisateur de Neo4j.")
    neo4j_password: SecretStr | None = Field(
        default=None, description="Mot de passe de Neo4j ; jamais lu dans l’adresse, jamais écrit nulle part."
    )
    neo4j_database: str = Field(default="neo4j", description="Base de données de Neo4j.")
    store_timeout: float = Field(default=30.0, gt=0, description="Secondes laissées à une requête du graphe.")
    cache: Path | None = Field(
        default=None,
        description="Dossier des fichiers téléchargés ; sans lui, `entrelacs` dans le cache de la personne "
        "(XDG_CACHE_HOME, sinon ~/.cache).",
    )
    datagouv: str = Field(
        default="https://www.data.gouv.fr",
        description="Adresse du catalogue qu’interroge « entrelacs fetch » ; une adresse de cette machine n’est suivie "
        "que si elle est donnée ici.",
    )
    download_max: int = Field(
        default=2 << 30, gt=0, description="Octets d’un fichier téléchargé ; au-delà, il est refusé."
    )
    download_timeout: float = Field(
        default=30.0, gt=0, description="Secondes sans rien recevoir avant de tenir une connexion pour rompue."
    )
    download_time: float = Field(
        default=3600.0, gt=0, description="Secondes laissées à un téléchargement en tout, essais compris."
    )

    @property
    def cache_folder(self) -> Path:
        """The folder of downloads, made or not. A relative XDG_CACHE_HOME is ignored, as the XDG specification asks."""
        if self.cache is not None:
            return self.cache.expanduser()
        said = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return (said if said.is_absolute() else Path.home() / ".cache") / "entrelacs"
