# What people type; CMake does the work (presets in CMakePresets.json).
#   make demo    install what is missing, build, run the shipped example
#   make test    the same set-up, then every test
#   make bench   what costs how much
PRESET ?= release
BUILD = build/$(PRESET)
JOBS ?= $(shell nproc)

build:
	tools/setup.sh build
	cmake --preset $(PRESET) -G Ninja -DBUILD_TESTING=OFF
	cmake --build $(BUILD) -j $(JOBS)

demo: build
	$(BUILD)/entente demo

test:
	tools/setup.sh test
	tools/web.sh deps
	cmake --preset $(PRESET) -G Ninja -DBUILD_TESTING=ON
	cmake --build $(BUILD) -j $(JOBS)
	ctest --test-dir $(BUILD) -j $(JOBS) --output-on-failure

bench:
	tools/setup.sh test
	cmake --preset $(PRESET) -G Ninja -DBUILD_TESTING=ON
	cmake --build $(BUILD) -j $(JOBS)
	$(BUILD)/bench/entente-bench

install: build
	cmake --install $(BUILD)

format:
	tools/format.sh --fix

clean:
	rm -rf build

.PHONY: build demo test bench install format clean
