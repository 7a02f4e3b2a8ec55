import CNcurses
import Canvas
import Glibc
import Testing

@Suite struct WidthTests {
  /// A newer glibc knows characters that this one does not; where the table knows a width, both must agree.
  @Test func widthsAreThoseOfTheCLibraryForAllScalars() {
    setlocale(LC_CTYPE, "C.UTF-8")
    let isSameVersion = version == "glibc 2.36"
    var differences: [UInt32] = []
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected = Int(wcwidth(wchar_t(value)))
      guard let width = TextWidth.width(of: scalar) else {
        if isSameVersion && expected >= 0 { differences.append(value) }
        continue
      }
      if width != expected { differences.append(value) }
    }
    #expect(differences.isEmpty, "\(differences.prefix(20).map { String($0, radix: 16) })")
  }

  private var version: String {
    var text = [CChar](repeating: 0, count: 64)
    confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
