/** Second half of the upload script: its steps, in order. POSIX sh, as in the first half. */
export const UPLOAD_STEPS = String.raw`
# Whether the file is still the one whose upload began: its length, and no change since.
is_unchanged() {
  [ -n "$(find -H "$file" -size "$size"c ! -newer "$state/stamp")" ]
}

check_unchanged() {
  is_unchanged || die 'The file was changed after its upload began, so the parts do not fit together.'
}

# Whether the folder is one of this user: what another one left under its name, or a link to elsewhere, is not to be trusted.
is_own() {
  [ -n "$(find "$1" -prune -type d -user "$(id -u)" 2>/dev/null)" ]
}

forget() {
  rm -f "$state/image" "$state/image.new" "$state/parts" "$state/stamp" "$state/link"
  rmdir "$state"
  image_id=
}

# A link to a part is worth nothing later; without an image nothing is worth remembering.
tidy_up() {
  [ -n "$state" ] || return
  rm -f "$state/link"
  if [ -d "$state" ] && [ ! -f "$state/image" ]; then
    forget
  fi
}

check_id() {
  case $image_id in
    '' | *[!A-Za-z0-9_-]*)
      image_id=
      die 'The server did not tell the id of the image.'
      ;;
  esac
}

for command in curl sha256sum; do
  command -v "$command" >/dev/null 2>&1 || die "This needs $command. Install it, then run this again."
done
case $IMAGES_TOKEN in
  '') die 'Set IMAGES_TOKEN to your API token, then run this again.' ;;
  *[!\!-~]* | *[\"\\]*) die 'IMAGES_TOKEN holds characters that no token has. Copy the token again.' ;;
esac
token=$IMAGES_TOKEN
unset IMAGES_TOKEN
case $image_name in
  '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*)
    die 'A name has letters, digits, dots, hyphens and underscores, and begins with a letter or a digit. Change image_name.'
    ;;
esac
[ "$(printf '%s' "$image_name" | wc -c)" -le 255 ] || die 'A name has at most 255 characters. Change image_name.'
case $file in
  /*) ;;
  *) file=./$file ;;
esac
if [ ! -f "$file" ] || [ ! -r "$file" ]; then
  die "There is no file $file that can be read. Give its path: sh SCRIPT FILE"
fi
size=$(($(wc -c <"$file")))
[ "$size" -gt 0 ] || die 'The file is empty.'
[ "$size" -le "$max_bytes" ] || die 'The file is larger than 128 GiB, which is the most that an image has.'

trap stopped INT TERM HUP
trap tidy_up EXIT

# About 2,000 parts of a multiple of 16 MiB.
step_bytes=$((16 * mib))
steps=$(((size + 2000 * step_bytes - 1) / (2000 * step_bytes)))
part_bytes=$((steps * step_bytes))
case $IMAGES_PART_MIB in
  '') ;;
  *[!0-9]* | ?????*) die 'IMAGES_PART_MIB is a whole number from 5 to 5120.' ;;
  *)
    part_bytes=$((IMAGES_PART_MIB * mib))
    if [ "$IMAGES_PART_MIB" -lt 5 ] || [ "$IMAGES_PART_MIB" -gt 5120 ]; then
      die 'IMAGES_PART_MIB is a whole number from 5 to 5120.'
    fi
    ;;
esac

# Beside the file, or where its folder takes none, or does not tell whose it is.
key=$(printf '%s\n' "$api_url $image_name" | cksum | sed 's/ .*//')
state=$file.upload-$key
mkdir "$state" 2>/dev/null
if ! is_own "$state"; then
  rmdir "$state" 2>/dev/null
  key=$(printf '%s\n' "$api_url $image_name $(pwd -P) $file" | cksum | sed 's/ .*//')
  state=$HOME/.images-uploads/$key
  mkdir -p "$state"
  is_own "$state" || die 'There is no place to remember what was sent.'
fi

if [ -f "$state/image" ]; then
  {
    read -r image_id
    read -r known_size
    read -r part_bytes
  } <"$state/image"
  check_id
  [ "$known_size" = "$size" ] || die 'The file has another length than when its upload began.'
  check_unchanged
  say "Going on with the image $image_id."
  ask GET "/images/$image_id"
else
  [ "$(((size + part_bytes - 1) / part_bytes))" -le 10000 ] || die 'That makes more than 10000 parts. Raise IMAGES_PART_MIB.'
  touch -r "$file" "$state/stamp" || die 'Nothing can be written beside the file.'
  # Some systems copy whole seconds only.
  is_unchanged || touch "$state/stamp"
  ask POST /images "{\"name\":\"$image_name\"}"
  image_id=$(text_of id)
  check_id
  : >"$state/parts"
  printf '%s\n' "$image_id" "$size" "$part_bytes" >"$state/image.new"
  mv "$state/image.new" "$state/image" || die 'What is sent cannot be remembered.'
  say "Uploading $file as the image $image_id."
fi

# send_part NUMBER: asks for a new link at each try.
send_part() {
  part_tries=0
  refusals=0
  blocks=$((part_bytes / mib))
  length=$part_bytes
  [ "$1" -lt "$part_count" ] || length=$((size - ($1 - 1) * part_bytes))
  while :; do
    ask POST "/images/$image_id/parts" "{\"part_id\":$1}"
    link=$(text_of url)
    case $link in
      *[!\!-~]* | *[\"\\]*) die 'The server gave a link that cannot be used.' ;;
      http://?* | https://?*) ;;
      *) die 'The server gave no link for the part.' ;;
    esac
    cat >"$state/link" <<EOF
url = "$link"
EOF
    reply=$(
      dd if="$file" bs="$mib" skip="$((($1 - 1) * blocks))" count="$blocks" 2>/dev/null |
        curl --disable --config "$state/link" --silent --show-error --globoff --proto '=http,https' --http1.1 \
          --connect-timeout 30 --speed-limit 1 --speed-time 120 --header 'Content-Type: application/octet-stream' \
          --header 'Transfer-Encoding:' --header "Content-Length: $length" --upload-file - --write-out '\n%{http_code}'
    )
    read_answer "$?"
    case $status in
      2??) break ;;
      403) refusals=$((refusals + 1)) ;;
      000 | 408 | 429 | 5??) refusals=0 ;;
      *) refusals=$((max_refusals + 1)) ;;
    esac
    if [ "$refusals" -gt "$max_refusals" ]; then
      problem
      die "Part $1 was refused."
    fi
    part_tries=$((part_tries + 1))
    back_off "$part_tries"
  done
  printf '%s\n' "$1" >>"$state/parts" || die 'What was sent cannot be remembered.'
}

part_count=$(((size + part_bytes - 1) / part_bytes))
image_status=$(text_of upload_status)
# While it is verified it shows the checksum already.
if [ "$image_status" = started ] || { [ "$image_status" = uploading ] && [ -z "$(text_of sha256)" ]; }; then
  part=1
  while [ "$part" -le "$part_count" ]; do
    if ! grep -qx "$part" "$state/parts"; then
      check_unchanged
      send_part "$part"
      say "Part $part of $part_count is sent ($((part * 100 / part_count)) %)."
    fi
    part=$((part + 1))
  done
  say 'Computing the checksum of the file.'
  sha256=$(sha256sum <"$file" | sed 's/[^0-9a-f].*//')
  [ "$(printf '%s' "$sha256" | wc -c)" -eq 64 ] || die 'The checksum cannot be computed.'
  check_unchanged
  ask POST "/images/$image_id/complete" "{\"sha256\":\"$sha256\"}"
  say 'The server compares the checksum.'
fi

while :; do
  case $(text_of upload_status) in
    completed)
      printf '%s\n' "Completed: $image_name is the image $image_id, SHA-256 $(text_of sha256)"
      forget
      exit 0
      ;;
    failed)
      say "Failed: $(text_of failure_reason)"
      say "Delete the image $image_id, then upload the file again."
      forget
      exit 1
      ;;
    started | uploading) ;;
    *) die 'The server tells a status that this script does not know.' ;;
  esac
  sleep 2
  ask GET "/images/$image_id"
done
`;
