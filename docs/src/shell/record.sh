# Reads the script that its argument names and tells on descriptor 3 which programs it would start, with their arguments; starts none.
# What a record is: the number of words, then the words, each ended by a NUL.
command_not_found_handle() { printf '%s\0' "$#" "$@" >&3; }
# What of the shell itself would change where or whether the rest is read.
for name in cd exec exit kill set source trap umask wait; do eval "$name() { command_not_found_handle $name \"\$@\"; }"; done
# A program that is called by its path would be started whatever PATH is.
assignment=$'^[A-Za-z_][A-Za-z_0-9]*=("[^"]*"|\'[^\']*\'|[^[:space:]"\']*)[[:space:]]+(.*)$'
path='^[A-Za-z0-9._~/-]*/[A-Za-z0-9._/-]+$'
guard() {
  local text=$BASH_COMMAND
  while [[ $text =~ $assignment ]]; do text=${BASH_REMATCH[2]}; done
  if [[ ${text%%[[:space:]]*} =~ $path ]]; then
    eval "command_not_found_handle $text"
    return 1
  fi
  return 0
}
script=$1
shift
PATH=/nowhere
builtin shopt -s extdebug
builtin set -T
builtin trap guard DEBUG
builtin source "$script"
