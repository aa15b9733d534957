/* Wine 8 has no bcryptprimitives.dll, from which `cryptography` takes its chance. This one asks the
   generator that Wine does have. For the build under Wine only. */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
