# shellcheck shell=bash
# Long-lived processes of a checkout: started once, recorded, ended by who they are and never by their name.
#
# A record is one line, `pid start-time boot-id`. A number is reused by the system, a number with its start time
# within one boot is not: so a stale record can never end a stranger.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# The moment a process started, in clock ticks since boot; nothing if it is gone or only waits to be reaped.
start_time() {
    local stat
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # The program's name stands in parentheses and may hold blanks; what follows the last one is regular.
    read -r -a stat <<<"${stat##*) }"
    [[ ${stat[0]} != Z ]] && printf '%s\n' "${stat[19]}"
}

# Prints the recorded pid if that very process still runs.
recorded() {
    local pid start boot
    { read -r pid start boot <"$1"; } 2>/dev/null || return 1
    [[ $boot == "$(</proc/sys/kernel/random/boot_id)" && $(start_time "$pid") == "$start" ]] && echo "$pid"
}

# Starts a program in a session of its own. It writes its record itself before it becomes the program, so that no
# crash of this script can leave it running unknown.
launch() {
    local record=$1 log=$2
    shift 2
    # shellcheck disable=SC2016
    setsid bash -c '
        read -r -a stat </proc/$$/stat
        echo "$$ ${stat[21]} $(</proc/sys/kernel/random/boot_id)" >"$1.new" && mv "$1.new" "$1" && shift && exec "$@"
    ' launched "$record" "$@" >>"$log" 2>&1 </dev/null {lock}>&- &
    disown
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        [[ -e $record ]] && return
        sleep 0.02
    done
    fail "could not start $1"
}

# Ends the recorded process: asks first, insists after so many seconds. Removes the record.
end() {
    local record=$1 patience=$2 pid tries
    if pid=$(recorded "$record"); then
        kill -TERM "$pid" 2>/dev/null || true
        for ((tries = 0; tries < patience * 50; tries++)); do
            recorded "$record" >/dev/null || break
            sleep 0.02
        done
        if pid=$(recorded "$record"); then
            say "process $pid did not stop within $patience s and is killed"
            kill -KILL "$pid" 2>/dev/null || true
        fi
    fi
    rm -f "$record"
}

# One command at a time for each folder: everybody else waits for it, but not for ever.
take_lock() {
    mkdir -p "$1"
    exec {lock}>"$1.lock"
    flock --wait 120 "$lock" || fail "another one has been at work on $1 for two minutes"
}
