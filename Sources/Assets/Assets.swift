import CAssets

/// The files of the folder `Assets` that are compiled into the program.
public enum Assets {
  /// PostgreSQL's tables.
  public static var schema: String { String(cString: dogear_asset_schema()) }

  /// Redis's functions.
  public static var functions: String { String(cString: dogear_asset_functions()) }

  /// The crowd's conversations, by file name.
  public static var conversations: [String: String] {
    let files = (0..<dogear_asset_conversation_count()).map { index in
      (
        String(cString: dogear_asset_conversation_name(index)),
        String(cString: dogear_asset_conversation_text(index))
      )
    }
    return Dictionary(uniqueKeysWithValues: files)
  }
}
