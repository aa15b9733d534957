; The installer for one Windows user, without administrator rights. Made by packaging/windows.sh:
;   makensis -DVERSION=… -DFILES=… -DSETUP=… -DICON=… installer.nsi
;
; Silent:  setup.exe /S [/SIGNIN=1] [/DESKTOP=0] [/D=FOLDER]
;          uninstall.exe /S [/DATA=delete]
; Exit codes: 0 done, 1 cancelled, 4 the program runs and did not close, 5 this Windows is too old,
; 6 a newer version is installed.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 32
SetOverwrite on
CRCCheck force

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include Sections.nsh

!define APP RefundDesk
!define EXE refund-desk.exe
!define CONSOLE refund-desk-console.exe
; Written by `refund_desk.adapters.system.folders`.
!define BOOKS "$LOCALAPPDATA\${APP}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define OWN_KEY "Software\${APP}"
; Windows 10 1809: older ones lack what Qt 6.11 wants.
!define OLDEST_BUILD 17763
!define STILL_RUNNING 4
!define TOO_OLD 5
!define NEWER_IS_HERE 6

Name "$(name)"
OutFile "${SETUP}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${OWN_KEY}" "Folder"
BrandingText " "

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
; resources/icons/app-128.png on its own blue, 164x314.
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

!define MUI_PAGE_HEADER_TEXT "$(choices)"
!define MUI_PAGE_HEADER_SUBTEXT "$(for_you_only)"
!define MUI_COMPONENTSPAGE_TEXT_TOP "$(choices_top)"
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST " "
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "$(leaving)"
!define MUI_PAGE_HEADER_SUBTEXT "$(leaving_sub)"
!define MUI_COMPONENTSPAGE_TEXT_TOP "$(leaving_top)"
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST " "
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

; The first is taken where Windows speaks neither.
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE English
!include texts.nsh

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} ProductName "小程序退款台"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} FileDescription "小程序退款台 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} CompanyName "Refund Desk contributors"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} LegalCopyright "MIT"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} FileVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} ProductVersion "${VERSION}"

; Asks a running program to close: it takes no more presses, undoes what is planned and lets sends
; end. Then waits until Windows gives its files free.
!macro CLOSE_RUNNING un
Function ${un}CloseRunning
  IfFileExists "$INSTDIR\${EXE}" 0 closed
again:
  DetailPrint "$(closing)"
  ${If} ${FileExists} "$INSTDIR\${CONSOLE}"
    nsExec::Exec /TIMEOUT=90000 '"$INSTDIR\${CONSOLE}" --quit'
    Pop $0
  ${EndIf}
  StrCpy $0 0
  ${Do}
    ClearErrors
    FileOpen $1 "$INSTDIR\${EXE}" a
    ${IfNot} ${Errors}
      FileClose $1
      Goto closed
    ${EndIf}
    Sleep 500
    IntOp $0 $0 + 1
  ${LoopUntil} $0 > 20
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(still_running)" /SD IDCANCEL IDRETRY again
  SetErrorLevel ${STILL_RUNNING}
  Quit
closed:
FunctionEnd
!macroend
!insertmacro CLOSE_RUNNING ""
!insertmacro CLOSE_RUNNING "un."

!macro REMOVE_ENTRIES
  Delete "$SMPROGRAMS\小程序退款台.lnk"
  Delete "$SMPROGRAMS\Refund Desk.lnk"
  Delete "$DESKTOP\小程序退款台.lnk"
  Delete "$DESKTOP\Refund Desk.lnk"
  Delete "$SMSTARTUP\${APP}.lnk"
!macroend

Section "-program" program
  Call CloseRunning
  SetOutPath "$INSTDIR"
  ; The former version goes only when the new one is whole.
  RMDir /r "$INSTDIR\_internal.old"
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    ClearErrors
    Rename "$INSTDIR\_internal" "$INSTDIR\_internal.old"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(still_running)" /SD IDOK
      SetErrorLevel ${STILL_RUNNING}
      Quit
    ${EndIf}
  ${EndIf}
  !include "${FILES}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\_internal.old"

  !insertmacro REMOVE_ENTRIES
  CreateShortcut "$SMPROGRAMS\$(name).lnk" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${OWN_KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "$(name)"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Refund Desk contributors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${OWN_KEY}" "Desktop" 0
  WriteRegDWORD HKCU "${OWN_KEY}" "SignIn" 0
SectionEnd

Section "$(desktop_entry)" desktop
  CreateShortcut "$DESKTOP\$(name).lnk" "$INSTDIR\${EXE}"
  WriteRegDWORD HKCU "${OWN_KEY}" "Desktop" 1
SectionEnd

Section /o "$(at_sign_in)" sign_in
  CreateShortcut "$SMSTARTUP\${APP}.lnk" "$INSTDIR\${EXE}" "" "" 0 SW_SHOWMINIMIZED
  WriteRegDWORD HKCU "${OWN_KEY}" "SignIn" 1
SectionEnd

; $R0 = the section, $R1 = 1 on, 0 off, anything else: as it is.
Function SetChoice
  ${If} $R1 == 1
    !insertmacro SelectSection $R0
  ${ElseIf} $R1 == 0
    !insertmacro UnselectSection $R0
  ${EndIf}
FunctionEnd

; What was chosen the last time and not taken away since, then what the command line says.
!macro CHOICE section name option link other_link
  StrCpy $R0 ${section}
  ReadRegDWORD $R1 HKCU "${OWN_KEY}" "${name}"
  ${If} $R1 == 1
  ${AndIfNot} ${FileExists} "${link}"
  ${AndIfNot} ${FileExists} "${other_link}"
    StrCpy $R1 0
  ${EndIf}
  Call SetChoice
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "/${option}=" $R1
  Call SetChoice
!macroend

Function .onInit
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(too_old)" /SD IDOK
    SetErrorLevel ${TOO_OLD}
    Quit
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONSTOP "$(newer_is_here)" /SD IDOK
      SetErrorLevel ${NEWER_IS_HERE}
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro CHOICE ${desktop} Desktop DESKTOP \
    "$DESKTOP\小程序退款台.lnk" "$DESKTOP\Refund Desk.lnk"
  !insertmacro CHOICE ${sign_in} SignIn SIGNIN "$SMSTARTUP\${APP}.lnk" "$SMSTARTUP\${APP}.lnk"
FunctionEnd

; Off unless it is ticked, and then asked about once more. It comes before the program, because the
; program knows where its keys are, and because keys are found through the books.
Section /o "un.$(the_books)" un_books
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(really)" /SD IDYES IDYES +2
  Return
  Call un.CloseRunning
  nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${CONSOLE}" --forget-keys'
  Pop $0
  RMDir /r "${BOOKS}"
SectionEnd

Section "un.$(the_program)" un_program
  SectionIn RO
  Call un.CloseRunning
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_internal.old"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  !insertmacro REMOVE_ENTRIES
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${OWN_KEY}"
SectionEnd

Function un.onInit
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "/DATA=" $R1
  ${If} $R1 == "delete"
    !insertmacro SelectSection ${un_books}
  ${EndIf}
FunctionEnd
