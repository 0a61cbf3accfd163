# The command and the pages in one image. `docker-compose.yml` puts a Neo4j beside it.
FROM python:3.11-slim AS build
WORKDIR /source
COPY requirements-bootstrap.lock requirements.lock ./
# the locks carry hashes: what is installed is what was tested
RUN python -m venv /opt/entrelacs \
 && /opt/entrelacs/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock \
 && /opt/entrelacs/bin/uv pip install --no-cache --compile-bytecode -p /opt/entrelacs --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY graph graph
COPY loaders loaders
COPY visualisations visualisations
COPY api api
RUN /opt/entrelacs/bin/uv pip install --no-cache --compile-bytecode -p /opt/entrelacs --no-deps . \
 && /opt/entrelacs/bin/python -m pip uninstall -y --disable-pip-version-check uv

FROM python:3.11-slim
ENV PATH=/opt/entrelacs/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# a home of its own, so that the SQLite store of someone who gives no other can be written
RUN useradd --create-home --uid 10001 entrelacs
COPY --from=build /opt/entrelacs /opt/entrelacs
USER entrelacs
WORKDIR /home/entrelacs
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["entrelacs"]
# every address of the container; who reaches it is decided where its port is published
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
