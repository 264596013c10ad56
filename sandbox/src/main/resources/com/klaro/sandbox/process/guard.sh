# Runs a server that must not outlive its parent. Standard input is a pipe the parent holds open and never writes to:
# it reaches its end when the parent closes it, or dies in any way, kill -9 included. The server then gets the signal
# that means a clean stop for it.
#   $1 the signal   $2 a file for the server's process id   the rest: the server's command
signal=$1 pid_file=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
echo "$server" >"$pid_file"
{ read -r _ <&3; kill -s "$signal" "$server"; } 2>/dev/null &
watcher=$!
exec 3<&- </dev/null
trap 'kill -s "$signal" "$server" 2>/dev/null' TERM INT HUP
wait "$server"
status=$?
# A signal to the guard ends the wait early; only the server's own end counts.
while kill -0 "$server" 2>/dev/null; do
  wait "$server"
  status=$?
done
kill "$watcher" 2>/dev/null
exit "$status"
