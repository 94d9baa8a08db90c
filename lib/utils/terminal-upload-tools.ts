/**
 * First half of the upload script: what its steps are made of. POSIX sh; the text stands here as the shell reads it. Its variables are
 * written without braces, which would be TypeScript's.
 */
export const UPLOAD_TOOLS = String.raw`
LC_ALL=C
export LC_ALL
umask 077
set -f

# In bytes. Parts are made of these blocks.
mib=1048576
max_bytes=137438953472
# Tries of one request: with a minute between the later ones that is an hour.
max_tries=60
# New links in a row for a part that is refused with 403.
max_refusals=3

image_id=
state=
tab=$(printf '\t')
mark=$(printf '\013')

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "$*"
  if [ -n "$image_id" ]; then
    say "What was sent is remembered in $state. Run this again to go on, or delete that folder and the image $image_id to begin anew."
  fi
  exit 1
}

stopped() {
  trap - INT TERM HUP
  say ''
  if [ -n "$image_id" ]; then
    say "Stopped. Run this again to go on with the image $image_id: only what is missing is sent."
  else
    say 'Stopped before anything was sent.'
  fi
  exit 130
}

# text_of NAME: the first text of that name in the JSON in $reply, or nothing. Characters that JSON does not allow inside texts
# stand for escaped backslashes and quotes meanwhile.
text_of() {
  {
    printf '%s' "$reply" | tr -d '\000-\037'
    echo
  } |
    sed -e "s/\\\\\\\\/$tab/g" -e "s/\\\\\"/$mark/g" -e 's/"'"$1"'" *:/\
&/g' |
    sed -n '2{
      s/^"[^"]*" *: *"\([^"]*\)".*/\1/
      t found
      d
      :found
      s/\\\//\//g
      s/\\u0026/\&/g
      s/\\u003[dD]/=/g
      s/\\[nrt]/ /g
      p
    }' |
    sed -e "s/$mark/\"/g" -e "s/$tab/\\\\/g"
}

# Splits what curl wrote, $1 being its exit status, into $reply and $status. Without a whole answer the status is 000.
read_answer() {
  status=$(printf '%s\n' "$reply" | sed -n '$p')
  reply=$(printf '%s\n' "$reply" | sed '$d')
  case $1:$status in
    0:[1-5]??) ;;
    *:[3-5]??) ;;
    *) status=000 ;;
  esac
}

# request METHOD PATH [BODY]: one request to the API. The token goes to curl through its standard input.
request() {
  url=$api_url$2
  if [ -n "$3" ]; then
    set -- --request "$1" --header 'Content-Type: application/json' --data "$3"
  else
    set -- --request "$1"
  fi
  reply=$(
    curl --disable --config - --silent --show-error --globoff --proto '=http,https' --connect-timeout 30 \
      --max-time 300 --header 'Accept: application/json' --write-out '\n%{http_code}' "$@" --url "$url" <<EOF
header = "Authorization: Bearer $token"
EOF
  )
  read_answer "$?"
}

problem() {
  message=$(text_of message)
  if [ "$status" = 000 ]; then
    say 'The server did not answer.'
  elif [ -n "$message" ]; then
    say "$message (HTTP $status)"
  else
    say "The server answered with HTTP $status."
  fi
}

# back_off TRIES: tells the problem and waits, or ends the script after too many tries.
back_off() {
  problem
  [ "$1" -lt "$max_tries" ] || die 'That went on for too long.'
  delay=$(($1 > 6 ? 60 : 1 << ($1 - 1)))
  say "Trying again in $delay s."
  sleep "$delay"
}

# ask METHOD PATH [BODY]: as request, again and again while there is no answer or the server is busy. A refusal ends the script.
ask() {
  ask_tries=0
  while :; do
    request "$1" "$2" "$3"
    case $status in
      2??) return ;;
      000 | 408 | 429 | 5??) ;;
      *)
        problem
        if [ "$status" = 409 ] && [ "$ask_tries" -gt 0 ]; then
          say 'An earlier try that got no answer may have made the image.'
        fi
        die 'The server refused this.'
        ;;
    esac
    ask_tries=$((ask_tries + 1))
    back_off "$ask_tries"
  done
}
`;
