"""The one Settings object: built once in `create_app` or `main`, passed down. Nothing else reads the environment."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the graph is kept. Variables carry the prefix ENTRELACS_."""

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
