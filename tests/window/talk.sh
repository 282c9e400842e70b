# SPDX-License-Identifier: MIT
# For window tests that act from outside (source it): starts the application with a script and talks with it. The
# script says on stdout when it is ready for what comes next ("say", "where") and waits for what that does ("await"),
# so no test depends on how long anything takes.

# The test's own executable, project and with_xvfb, as every window test gets them. Runs the test on an X server of its
# own: call it first, with the test's arguments.
run_under_xvfb() {
  app=$1 project=$2
  if [[ -z ${SLOTSCOPE_TEST_DISPLAY:-} ]]; then
    SLOTSCOPE_TEST_DISPLAY=1 exec timeout 150 "$3" "$0" "$@"
  fi
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
}

# start_app ARGUMENT...: starts the application, with the settings file in $settings or none; what it says is read by `hear`.
start_app() {
  mkfifo "$work/said"
  "$app" --settings "${settings:-none}" "$@" >"$work/said" &
  app_pid=$!
  exec 3<"$work/said"
}

# hear TEXT: reads what the application says next into `heard`, which must end with TEXT.
hear() {
  if ! read -r -t 120 heard <&3; then
    echo "FAIL: the application left or was silent instead of saying '$1'"
    exit 1
  fi
  [[ $heard == *"$1" ]] || { echo "FAIL: heard '$heard' instead of '$1'"; exit 1; }
}
