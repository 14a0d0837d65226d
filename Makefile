# A thin front for people; the build itself is CMake's (see CMakePresets.json).
#
#   make demo                      build the release and show a prediction
#   make test                      build and run all tests
#   make oracle                    ask the real Node, Chromium and (where installed) Firefox about every fixture
#   make fuzz-oracle SEED=1 COUNT=2000   compare random programs with the real Node
#   make test262 DIR=CHECKOUT      run ECMAScript's conformance suite
#   make bench                     time evloop beside node (and qjs, if there)
#   make clean

JOBS ?= $(shell nproc 2>/dev/null || echo 2)
SEED ?= 1
COUNT ?= 2000
ARGS ?=
evloop := build/release/evloop
quiet = > build/log 2>&1 || { cat build/log; exit 1; }

.PHONY: all release dev demo test oracle record fuzz-oracle test262 bench clean

all: release

# $(call build,preset): configure and build, silent unless it fails.
define build
	@mkdir -p build
	@cmake --preset $(1) $(quiet)
	@cmake --build --preset $(1) -j $(JOBS) $(quiet)
endef

release:
	@.ci/prepare demo
	$(call build,release)

dev:
	@.ci/prepare test
	$(call build,dev)

demo: release
	@echo '$$ cat fixtures/seeds/ultimate-challenge.js'
	@cat fixtures/seeds/ultimate-challenge.js
	@echo
	@echo '$$ evloop predict fixtures/seeds/ultimate-challenge.js'
	@$(evloop) predict fixtures/seeds/ultimate-challenge.js

test: release dev
	@ctest --preset dev
	@node tests/golden/run.mjs $(evloop)
	@node tests/policy/sizes.mjs > build/sizes.txt

oracle: release
	@.ci/prepare oracle
	@node tests/oracle/compare.mjs $(evloop) $(ARGS)

record:
	@.ci/prepare oracle
	@node tests/oracle/record.mjs $(ARGS)

fuzz-oracle: release
	@node tests/fuzz/compare.mjs $(evloop) --seed=$(SEED) --count=$(COUNT) $(ARGS)
	@node tests/fuzz/regexp.mjs $(evloop) $(SEED)

test262: release
	@[ -n "$(DIR)" ] || { echo "make test262 DIR=a checkout of test262"; exit 2; }
	@tests/test262/run $(ARGS) $(DIR)

bench: release
	@cmake --preset release -DEVLOOP_TESTS=ON -B build/bench $(quiet)
	@cmake --build build/bench -j $(JOBS) --target evloop bench_tools $(quiet)
	@node tests/bench/run.mjs build/bench $(ARGS)

clean:
	@rm -rf build
