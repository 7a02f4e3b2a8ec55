/// The program of the watchdog, for `/bin/sh`.
///
/// It needs nothing but a POSIX shell, coreutils and util-linux, which are essential on Debian. Descriptor 3 is a socket
/// from its owner; its end of file, for whatever reason, starts the clean-up. Lines on it:
///
///     add PID START SIGNAL   watch this process (START as in /proc/PID/stat), ask it to end with SIGNAL
///     forget PID START       it has ended and was reaped
///     segment FILE           a postmaster.pid, whose shared memory segment to remove
///     remove PATH            a folder or file to remove at the end
enum WatchdogScript {
  static let text = #"""
    trap '' HUP INT QUIT TERM PIPE
    watched= members=
    newline='
    '

    # same PID START: does that very process run?
    same() {
      { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
      set -- "$2" ${stat##*) }
      [ "$2" != Z ] && [ "${21}" = "$1" ]
    }

    # gather PID: adds its children, its group and its session to the members.
    gather() {
      for entry in /proc/[0-9]*; do
        { read -r stat <"$entry/stat"; } 2>/dev/null || continue
        set -- "$1" "${entry#/proc/}" ${stat##*) }
        [ "$2" = "$1" ] && continue
        [ "$4" = "$1" ] || [ "$5" = "$1" ] || [ "$6" = "$1" ] || continue
        members="$members $2:${22}"
      done
    }

    # every FUNCTION: calls it with PID START SIGNAL for each watched process that still runs.
    every() {
      for entry in $watched; do
        pid=${entry%%:*} rest=${entry#*:}
        same "$pid" "${rest%%:*}" && "$1" "$pid" "${rest%%:*}" "${rest#*:}"
      done
    }

    # A stopped process acts on no signal but KILL before it is continued.
    ask() { gather "$1"; kill -s "$3" "$1"; kill -s CONT "$1"; }
    # A stopped parent has no further children while the list is made.
    force() { kill -s STOP "$1"; gather "$1"; kill -s KILL -- "-$1"; kill -s KILL "$1"; }
    # signal_members SIGNAL; fails when none is left.
    signal_members() {
      left=1
      for entry in $members; do
        same "${entry%%:*}" "${entry#*:}" || continue
        left=0
        kill -s "$1" "${entry%%:*}"
      done
      return $left
    }
    count() { running=yes; }

    # await TENTHS: waits until nothing that is known runs.
    await() {
      tries=$1
      while [ "$tries" -gt 0 ]; do
        running=
        every count
        signal_members 0 && running=yes
        [ "$running" ] || return 0
        tries=$((tries - 1))
        sleep 0.1
      done
      return 1
    }

    # A killed postmaster leaves its segment; line 7 of its file holds the key and the id.
    remove_segment() {
      { for line in 1 2 3 4 5 6 7; do read -r key id rest; done <"$1"; } 2>/dev/null && ipcrm -m "$id"
    }

    each_line() {
      while read -r path; do [ "$path" ] && "$1" "$path"; done
    }
    # A child that was begun as its parent was killed is known to nobody, and may still write for a moment.
    remove() {
      [ -O "$1" ] || return
      tries=50
      while [ "$tries" -gt 0 ] && ! rm -rf -- "$1" 2>/dev/null; do
        tries=$((tries - 1))
        sleep 0.1
      done
    }

    segments= leftovers= published=
    while read -r verb words <&3; do
      case $verb in
      add)
        set -- $words
        watched="$watched $1:$2:$3" ;;
      forget)
        set -- $words
        kept=
        for entry in $watched; do
          case $entry in "$1:$2:"*) ;; *) kept="$kept $entry" ;; esac
        done
        watched=$kept ;;
      segment) segments="$segments$newline$words" ;;
      unpublish) published="$published$newline$words" ;;
      remove) leftovers="$leftovers$newline$words" ;;
      esac
    done

    printf '%s\n' "$published" | each_line remove
    every ask
    signal_members CONT
    await 30 || {
      every force
      signal_members KILL
      await 50
    }
    printf '%s\n' "$segments" | each_line remove_segment
    printf '%s\n' "$leftovers" | each_line remove
    exit 0
    """#
}
