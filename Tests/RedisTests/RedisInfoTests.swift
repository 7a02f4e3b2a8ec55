import Redis
import Testing

@Suite struct RedisInfoTests {
  @Test("Fields are found by their whole names; headings, and fields without a value, are none")
  func fields() {
    let info = RedisInfo(
      "# Server\r\nredis_version:7.0.15\r\nrun_id:a:b\r\nconfig_file:\r\nredis_version_x:1\r\n")
    #expect(info["redis_version"] == "7.0.15")
    #expect(info["run_id"] == "a:b")
    #expect(info["config_file"] == nil)
    #expect(info["version"] == nil && info["# Server"] == nil)
    #expect(info.number("redis_version_x") == 1 && info.number("redis_version") == nil)
    #expect(RedisInfo("")["redis_version"] == nil)
  }
}
