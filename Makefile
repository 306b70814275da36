# make demo    the main job from start to end, on the starter masters
# make release the command as one file of its own, that starts fast: .build/release/rajmap
# make test    format, build with warnings as errors, import check, tests, docs
# make format  rewrites the sources in the house format
# make docs    the check reference and the API documentation
# make bench   the speed figures, as ratios against named peers in the same run

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo release test format lint docs bench clean

STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

help:
	@sed -n 's/^# //p' $(firstword $(MAKEFILE_LIST))

setup:
	@scripts/setup

demo: setup
	swift build -c release --product rajmap
	swift build -c release --product starter-masters
	@RAJMAP_BIN="$$(swift build -c release --show-bin-path)" scripts/demo

# With the Swift libraries inside: loading them takes longer than many a command.
release: setup
	swift build -c release --static-swift-stdlib --product rajmap

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

test: setup lint
	swift build --build-tests $(STRICT)
	swift test --skip-build --parallel $(STRICT)
	@scripts/docs --check

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

docs: setup
	@scripts/docs

bench: setup
	@scripts/bench

clean:
	swift package clean
