# Makes a release from PowerShell: scripts/release.ps1 major|minor|patch
#
# What is done stands in release.sh alone, so that both do the same; bash is there wherever git is.
param(
    [Parameter(Mandatory = $true)]
    [ValidateSet('major', 'minor', 'patch')]
    [string] $Level
)
$ErrorActionPreference = 'Stop'

$bash = 'bash'
if ($env:OS -eq 'Windows_NT') {
    # The one that Git for Windows brings: plain "bash" may be another system's, with other files.
    $bash = Join-Path (git --exec-path) '..\..\..\bin\bash.exe'
    if (-not (Test-Path $bash)) { throw "No release: there is no bash at $bash; install Git for Windows." }
}
& $bash (Join-Path $PSScriptRoot 'release.sh') $Level
exit $LASTEXITCODE
