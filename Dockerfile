# The product with what it uses, and nothing to build with. Targets: `product` (the last, so the default) and `test`.
# It adds about 200 MB to its base, 60 MB compressed. `make image-check` builds it and books a tattoo in it. Why it is as it is:
# docs/decisions/0017-the-image.md.

# An argument, so that it can be built where this one cannot be had.
ARG PYTHON_IMAGE=python:3.13-slim-trixie


FROM ${PYTHON_IMAGE} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /app
COPY docker/build.lock docker/image.lock ./
# Two environments: /build has pip and what makes a wheel, /app/venv is what is taken along.
RUN python -m venv /build \
    && /build/bin/pip install --no-cache-dir --require-hashes -r build.lock \
    && python -m venv --without-pip venv \
    && /build/bin/pip --python venv/bin/python install --no-cache-dir --require-hashes -r image.lock

# What is never read: where in the world a phone number is and whose network, the shapes of Amazon's other services, and
# Stripe's parameters, which only a type checker wants.
RUN rm -r venv/lib/python3.*/site-packages/{phonenumbers/geodata,phonenumbers/carrierdata,stripe/params} \
    && find venv/lib/python3.*/site-packages/botocore/data -mindepth 1 -maxdepth 1 -type d \
        ! -name s3 ! -name sts ! -name 'sso*' ! -name signin -exec rm -r {} +

COPY pyproject.toml README.md LICENSE ./
COPY src src
# Into a folder whose name holds no version of Python: alembic.ini, and whoever mounts the migrations, has to name it.
RUN /build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheel . \
    && rm -r src \
    && /build/bin/pip --python venv/bin/python install --no-cache-dir --no-deps --target src /wheel/*.whl \
    && echo /app/src > "$(echo venv/lib/python3.*/site-packages)/tattoobot.pth"

# Days and money in languages that the bot does not speak.
RUN others=(-name '*.dat' ! -name root.dat) \
    && for words in src/tattoobot/wording/??.toml; do others+=(! -name "$(basename "$words" .toml)*"); done \
    && find venv/lib/python3.*/site-packages/babel/locale-data "${others[@]}" -delete


# Everything that `make check` needs, a browser too: docker-compose.test.yml runs the tests in it.
FROM ${PYTHON_IMAGE} AS test
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium fonts-liberation git make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 tattoobot \
    && install -d -o tattoobot /app
USER 10001
WORKDIR /app
COPY --chown=tattoobot requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --chown=tattoobot . .
RUN make setup browser
CMD ["make", "test"]


FROM ${PYTHON_IMAGE} AS product
# A number that is nobody's on the machine; docker-compose.yml, for trying it out, takes that of whoever writes code.
ARG APP_UID=10001
RUN useradd --uid "$APP_UID" --user-group --no-create-home --home-dir /app --shell /usr/sbin/nologin tattoobot \
    && install -d -m 0700 -o tattoobot -g tattoobot /data \
    && rm -rf /usr/local/bin/pip* /usr/local/lib/python3.*/site-packages/pip*
WORKDIR /app
COPY --from=build /app/venv venv
COPY --from=build /app/src src
COPY alembic.ini studio.demo.toml studio.example.toml ./
# Production unless it is told otherwise: it refuses to start half set up, and only then listens to everybody unasked.
ENV PATH=/app/venv/bin:/app/src/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    APP_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/data
USER ${APP_UID}
# The one place that is written to: everything else, but for /tmp, may be read-only.
VOLUME ["/data"]
EXPOSE 8000
# Alive, whatever becomes of the database: who restarts the web because PostgreSQL is away only makes it worse.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "import os, sys, http.client as c; w = c.HTTPConnection('127.0.0.1', int(os.environ.get('PORT') or 8000), timeout=4); w.request('GET', '/health'); sys.exit(w.getresponse().status != 200)"]
CMD ["tattoobot", "serve"]
