; Puts Homeward into the folder of whoever installs it, without an administrator's rights, and takes it away again.
; The records lie in another folder (%LOCALAPPDATA%\Homeward), which neither touches.
Unicode true
ManifestDPIAware true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"

Name "Homeward"
OutFile "@FILE@"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Homeward"
SetCompressor /SOLID lzma
SetDateSave on
BrandingText "Homeward @VERSION@"
VIProductVersion "@FOUR@"
VIAddVersionKey "ProductName" "Homeward"
VIAddVersionKey "ProductVersion" "@VERSION@"
VIAddVersionKey "FileVersion" "@VERSION@"
VIAddVersionKey "FileDescription" "Homeward, for a council's Short Term Service"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Homeward"
!define MUI_ICON "@FOLDER@/homeward.ico"
!define MUI_UNICON "@FOLDER@/homeward.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-X utf8 -m app"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "The program is taken away. Records, preferences and the log stay."
!insertmacro MUI_PAGE_LICENSE "@FOLDER@/LICENSE.txt"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Whoever has the window open holds this file, and an open window goes on importing its modules.
!macro RefuseWhileOpen WHAT
  ${If} ${FileExists} "$INSTDIR\python311.dll"
    ClearErrors
    Rename "$INSTDIR\python311.dll" "$INSTDIR\python311.dll.closed"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Homeward is still open. Close it, then ${WHAT} again." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    Rename "$INSTDIR\python311.dll.closed" "$INSTDIR\python311.dll"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "Homeward needs Windows 10 or newer, 64 bits." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetShellVarContext current
  !insertmacro RefuseWhileOpen "install it"
FunctionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro RefuseWhileOpen "take it away"
FunctionEnd

Section "Homeward"
  ; An earlier version goes first, or modules that the new one hasn't would stay and be found. It is asked where it
  ; lies (_?=), so that it is waited for.
  ReadRegStr $0 HKCU "${KEY}" "UninstallString"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR' $1
    ${If} $1 <> 0
      MessageBox MB_OK|MB_ICONSTOP "The earlier Homeward couldn't be taken away, so nothing was changed." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "@FOLDER@/*.*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Not all files could be written: free space on this disk, then install it again." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Homeward.lnk" "$INSTDIR\pythonw.exe" "-X utf8 -m app" "$INSTDIR\homeward.ico"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Homeward"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "@VERSION@"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\homeward.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" @SIZE@
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; What was installed, each file by its name: what somebody else put there stays, and so do all records.
  @TAKES@
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Homeward.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
