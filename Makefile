# Everything a person or a machine does with this checkout. `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PREFIX ?= /usr/local
DESTDIR ?=
SEED ?= 1

# One scratch folder per kind of build: switching between them never builds anything twice.
RELEASE := .build/release-static
RELEASE_FLAGS := -c release --static-swift-stdlib --scratch-path $(RELEASE)
BELAY := $(RELEASE)/release/belay

SWIFT_FILES := Package.swift Sources Tests Benchmarks
SHELL_FILES := .ci/* Tests/Engine/* Tests/FuzzTests/run.sh $(wildcard Benchmarks/*/run.sh Benchmarks/run)

.PHONY: help
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | column -ts $$'\t' -l 2

.PHONY: setup
setup: ## install the system packages that are missing, and say what else is
	@.ci/setup

.PHONY: build
build: setup ## build everything, for development
	swift build --build-tests

.PHONY: test
test: setup ## build, start what the tests need, run them all
	.ci/test

# Images of the suite as that cluster has them loaded: BELAY_TEST_IMAGE_V1, _V2, _SHELL, _CRASH, _NEVER_READY and
# _MISSING; without them localhost/app with the tag of that name.
.PHONY: test-cluster
test-cluster: setup ## the conformance suite against a real cluster: KUBECONFIG=FILE
	@test -n "$(KUBECONFIG)" || { echo 'make test-cluster KUBECONFIG=FILE' >&2; exit 2; }
	BELAY_TEST_KUBECONFIG="$(KUBECONFIG)" swift test --disable-xctest --no-parallel --filter ConformanceTests

.PHONY: demo
demo: setup release ## the main job, on this machine
	swift build $(RELEASE_FLAGS) --product load
	.ci/demo $(BELAY) $(RELEASE)/release/load

# Told to the build, which cannot ask git without going stale: Docs/Decisions/071-build-facts.md.
release bench: export BELAY_VERSION = $(patsubst v%,%,$(shell git describe --tags --match 'v[0-9]*' 2>/dev/null))
release bench: export BELAY_COMMIT = $(shell git describe --always --dirty --abbrev=12 --exclude '*' 2>/dev/null)

.PHONY: release
release: setup ## build the program as it is shipped
	swift build $(RELEASE_FLAGS) --product belay

.PHONY: lint
lint: ## formatting and shell scripts
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	shellcheck -x $(SHELL_FILES)

.PHONY: format
format: ## format every Swift file in place
	swift format format --in-place --recursive --parallel $(SWIFT_FILES)

.PHONY: check
check: setup lint test release ## what CI runs: lint, all tests, the program as shipped, a seeded tenth of the long proofs
	.ci/proof tenth $(SEED)

.PHONY: sanitize
sanitize: setup ## the tests under the address sanitizer, then under the thread sanitizer
	.ci/proof sanitize

.PHONY: fuzz
fuzz: setup ## every fuzz target for a minute
	.ci/proof fuzz 60 $(SEED)

SEEDS ?= 100000

.PHONY: simulate
simulate: setup ## every small space in full, then SEEDS random trials of the engine on simulated worlds
	.ci/proof simulate all $(SEEDS) $(SEED)

.PHONY: proof
proof: setup ## the long proofs in full: sanitizers, fuzzing, simulation, killed processes
	.ci/proof full $(SEED)

.PHONY: bench
bench: setup release ## every measurement of Docs/Performance.md, side by side
	Benchmarks/run

.PHONY: install
install: release ## install the program, its manual page and its completions below PREFIX
	install -D -m 755 $(BELAY) $(DESTDIR)$(PREFIX)/bin/belay
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BELAY) help --man > $(DESTDIR)$(PREFIX)/share/man/man1/belay.1
	$(BELAY) completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/belay
	$(BELAY) completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_belay
	$(BELAY) completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/belay.fish
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|@PREFIX@|$(PREFIX)|' systemd/belay-resume.service > \
		$(DESTDIR)$(PREFIX)/lib/systemd/system/belay-resume.service
	if [ "$$(id -u)" = 0 ] && [ -z "$(DESTDIR)" ]; then $(MAKE) --no-print-directory journal-folder; fi

# For all who may speak with the engine, who are as good as root anyway; elsewhere each user has a journal.
.PHONY: journal-folder
journal-folder:
	if getent group docker > /dev/null; then install -d -m 2770 -g docker /var/lib/belay; \
		else install -d -m 700 /var/lib/belay; fi

.PHONY: uninstall
uninstall: ## remove what install put below PREFIX
	rm -f $(DESTDIR)$(PREFIX)/bin/belay $(DESTDIR)$(PREFIX)/share/man/man1/belay.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/belay \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_belay \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/belay.fish \
		$(DESTDIR)$(PREFIX)/lib/systemd/system/belay-resume.service

.PHONY: clean
clean: ## stop the private engine and remove everything that was built
	if [ -x Tests/Engine/engine ]; then Tests/Engine/engine stop; fi
	rm -rf .build
