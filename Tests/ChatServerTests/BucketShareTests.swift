import ChatModel
import ChatServer
import Testing

@Suite struct BucketShareTests {
  private let buckets = Bucket.all(16)

  @Test func aServerAloneTakesAll() {
    var share = BucketShare(of: 16)
    #expect(share.become(oneOf: 1).isEmpty)
    for bucket in buckets {
      #expect(share.wants(bucket))
      share.answered(bucket, isOurs: true)
    }
    #expect(share.held == Set(buckets))
  }

  @Test func aNewcomerIsMadeRoomFor() {
    var share = BucketShare(of: 16)
    for bucket in buckets { share.answered(bucket, isOurs: true) }
    #expect(share.become(oneOf: 3) == Array(buckets[6...]), "six each, rounded up")
    #expect(share.wants(buckets[0]) && !share.wants(buckets[6]))
  }

  @Test func whatAnotherHoldsIsAskedForUntilTheShareIsFull() {
    var share = BucketShare(of: 4)
    _ = share.become(oneOf: 2)
    share.answered(Bucket(0), isOurs: false)
    share.answered(Bucket(1), isOurs: true)
    #expect(share.wants(Bucket(2)))
    share.answered(Bucket(2), isOurs: true)
    #expect(!share.wants(Bucket(3)) && share.wants(Bucket(1)))
    share.answered(Bucket(1), isOurs: false)
    #expect(share.wants(Bucket(3)), "a lost lease makes room")
  }

  @Test(arguments: 1...20)
  func theSharesOfAllServersCoverEveryBucket(servers: Int) {
    var shares = [BucketShare](repeating: BucketShare(of: 16), count: servers)
    var free = Set(buckets)
    for index in shares.indices {
      _ = shares[index].become(oneOf: servers)
      for bucket in buckets where shares[index].wants(bucket) {
        shares[index].answered(bucket, isOurs: free.remove(bucket) != nil)
      }
    }
    #expect(free.isEmpty)
    #expect(shares.allSatisfy { $0.held.count <= (16 + servers - 1) / servers })
  }
}
