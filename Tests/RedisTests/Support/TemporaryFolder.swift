import Foundation

/// Runs `body` with a new folder and removes the folder afterwards, whatever happened.
func withTemporaryFolder<Result>(
  isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Result
) async throws -> Result {
  var template = Array("/tmp/redis-tests-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await body(path)
}
