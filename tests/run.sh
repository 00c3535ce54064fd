# shellcheck shell=sh
# `whiskbook test`, a part of ./whiskbook: the modules' own tests, then the product driven by the clients that people use.
# What it needs goes into .whiskbook, which git ignores.
# shellcheck disable=SC2154  # root, work and dist are ./whiskbook's

tests=$root/tests
venv=$work/test-venv
node_modules=$work/node

need() {
  command -v "$1" >/dev/null || fail "The tests need $1, which is not on the PATH: $2"
}

# A browser for JupyterLab: the system's, else one that Playwright or the system's package manager brings.
find_chromium() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if chromium=$(command -v "$name"); then return; fi
  done
  say "Installing a Chromium for the test of JupyterLab…"
  if "$venv/bin/playwright" install --with-deps chromium >"$work/chromium.log" 2>&1; then
    chromium=
  elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    { apt-get update && apt-get install --yes chromium; } >>"$work/chromium.log" 2>&1; then
    chromium=$(command -v chromium)
  else
    fail "The test of JupyterLab needs a Chromium, and none could be installed (see $work/chromium.log): \
install chromium or google-chrome, then try again."
  fi
}

install_clients() {
  if ! cmp -s "$tests/requirements.txt" "$venv/requirements.txt"; then
    say "Installing the Python clients…"
    python3 -m venv --clear "$venv" ||
      fail "Python cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt install python3-venv)."
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$tests/requirements.txt" ||
      fail "The Python clients could not be installed: check the network."
    cp "$tests/requirements.txt" "$venv/requirements.txt"
  fi
  if ! cmp -s "$tests/node/package.json" "$node_modules/package.json"; then
    say "Installing the Node client…"
    mkdir -p "$node_modules"
    cp "$tests/node/package.json" "$node_modules/package.json"
    npm install --silent --no-audit --no-fund --prefix "$node_modules" || {
      rm "$node_modules/package.json"
      fail "The Node client could not be installed: check the network."
    }
  fi
}

need python3 "install Python 3 (Debian, Ubuntu: apt install python3 python3-venv)."
need npm "install Node.js (Debian, Ubuntu: apt install nodejs npm)."

say "1 of 3: the modules, with all checks"
mkdir -p "$work"
touch "$work/building"
maven --no-transfer-progress -T2 verify || fail "The modules' build or tests failed: see above."
take_product
train

say "2 of 3: the standalone server, driven by the official OpenWhisk client"
install_clients
find_chromium
WHISKBOOK="$root/whiskbook" OPENWHISK_CLIENT="$node_modules/node_modules/openwhisk" \
  node --test --test-reporter=spec "$tests/node/" ||
  fail "The tests with the OpenWhisk client failed: see above."

say "3 of 3: kernel, runner and notebooks, driven by Jupyter's own clients"
"$root/whiskbook" install --prefix "$work/test-prefix" >/dev/null
WHISKBOOK="$root/whiskbook" CHROMIUM="$chromium" JUPYTER_PATH="$work/test-prefix/share/jupyter" \
  WHISKBOOK_KERNELSPEC_DIR="$work/test-prefix/share/jupyter/kernels/whiskbook" \
  JUPYTER_PLATFORM_DIRS=1 PATH="$venv/bin:$PATH" \
  "$venv/bin/pytest" -p no:cacheprovider --durations=10 --numprocesses=2 --dist=loadscope --no-loadscope-reorder "$tests/clients" ||
  fail "The tests with Jupyter's clients failed: see above."
say "All tests passed."
